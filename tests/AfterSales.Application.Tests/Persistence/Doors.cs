using System.Reflection;
using AfterSales.Application.Clocks;
using AfterSales.Domain.People;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Application.Tests.Persistence;

/// <summary>A method by which somebody may get at a store: any public one of a use case or of …Queries.</summary>
internal sealed record Door(MethodInfo Method)
{
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}";
    public bool IsRead => Method.DeclaringType!.Name.EndsWith("Queries", StringComparison.Ordinal);

    /// <summary>Found by the same shape by which the product finds them, so a new one is walked from its first day; first what only looks.</summary>
    public static IReadOnlyList<Door> All { get; } =
    [
        .. from type in typeof(FireTimers).Assembly.GetTypes()
           where type is { IsClass: true, IsAbstract: false, IsPublic: true } && !type.IsAssignableTo(typeof(IHostedService))
           where type.Name.EndsWith("Queries", StringComparison.Ordinal) || type.GetMethod("ExecuteAsync") is not null
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where !method.IsSpecialName
           let door = new Door(method)
           orderby !door.IsRead, type.Name, method.Name
           select door,
    ];

    /// <summary>Goes in as <paramref name="actor"/> with whatever the other store's keys are; answers what comes out.</summary>
    public async Task<object?> TryAsync(TestDesk desk, Keys keys, Actor actor)
    {
        var takesActor = Array.Exists(Method.GetParameters(), p => p.ParameterType == typeof(Actor));
        var arguments = Method.GetParameters().Select(p => keys.For(p, this, actor, takesActor)).ToArray();
        var service = typeof(TestDesk).GetMethod(nameof(TestDesk.Get))!.MakeGenericMethod(Method.DeclaringType!).Invoke(desk, null);
        return Method.Invoke(service, arguments) switch
        {
            Task task => await ResultOfAsync(task),
            { } other when other.GetType().GetMethod("AsTask") is { } asTask => await ResultOfAsync((Task)asTask.Invoke(other, null)!),
            var value => value,
        };
    }

    private static async Task<object?> ResultOfAsync(Task task)
    {
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }
}
