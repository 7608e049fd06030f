using System.Diagnostics;
using AfterSales.Application;
using AfterSales.Application.Evidence;
using AfterSales.Domain.People;
using AfterSales.Load.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Load.Pages;

/// <summary>The service layer over a filled store, in this process: what a use case takes without HTTP and without a page.</summary>
internal static class StoreInProcess
{
    /// <summary>The first calls are not counted: what they compile and plan, the others find.</summary>
    private const int Before = 8;

    public static ServiceProvider Services(this FilledStore store, string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAfterSales(store.Database.ConnectionString);
        services.AddEvidence(folder);
        return services.BuildServiceProvider();
    }

    public static async Task<Actor> SupervisorAsync(this FilledStore store, CancellationToken ct)
    {
        await using var command = store.Source.CreateCommand("select id from people where user_name = $1");
        command.Parameters.Add(new() { Value = FilledStore.Supervisor });
        return Actor.Person((Guid)(await command.ExecuteScalarAsync(ct))!, FilledStore.Supervisor, store.Database.StoreId, [Role.Supervisor]);
    }

    /// <summary>Milliseconds of so many calls, one after the other, each with its number.</summary>
    public static async Task<Samples> TimeAsync(int times, Func<int, Task> act)
    {
        var took = new List<double>();
        for (var i = 0; i < times + Before; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await act(i);
            if (i >= Before) took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new(took);
    }

    /// <summary>Ends the run where what was measured is not what was meant.</summary>
    public static void Check(bool holds)
    {
        if (!holds) throw new InvalidOperationException("What was measured is not what was meant.");
    }
}
