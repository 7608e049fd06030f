using AfterSales.Application.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.People;

/// <summary>Identity's manager and the context it saves through, for one operation: what both write is one transaction.</summary>
internal sealed class AccountScope(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();

    public UserManager<Person> People => _scope.ServiceProvider.GetRequiredService<UserManager<Person>>();

    public SystemDb Db => _scope.ServiceProvider.GetRequiredService<SystemDb>();

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
