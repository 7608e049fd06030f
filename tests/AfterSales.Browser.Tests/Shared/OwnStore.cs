using System.Net.Http.Json;
using AfterSales.Application.People;
using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Browser.Tests.Shared;

/// <summary>A store of a journey's own, with an owner, an API key, and whoever is asked to join.</summary>
public sealed class OwnStore
{
    private static int _people;

    private readonly BrowserDesk _desk;

    private OwnStore(BrowserDesk desk, Actor owner, string ownerSignIn, string key) =>
        (_desk, Owner, OwnerSignIn, Api) = (desk, owner, ownerSignIn, desk.ApiOf(key));

    public Actor Owner { get; }
    public string OwnerSignIn { get; }
    public HttpClient Api { get; }

    public static async Task<OwnStore> OpenAsync(BrowserDesk desk, string name)
    {
        var signIn = NewSignIn("owner");
        var person = new Person { Id = Ids.New(TimeProvider.System.GetUtcNow()), UserName = signIn, DisplayName = $"{name}店长", CreatedAt = TimeProvider.System.GetUtcNow() };
        await using (var scope = desk.Get<IServiceScopeFactory>().CreateAsyncScope())
            (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, BrowserDesk.Password)).Succeeded.ShouldBeTrue();
        // Nobody's store yet: what counts for opening one is the right to.
        var opener = Actor.Person(person.Id, person.DisplayName, person.Id, [Role.Owner]);
        var store = (await desk.Get<CreateStore>().ExecuteAsync(new(name, "Asia/Shanghai"), opener)).Value;
        var owner = opener with { StoreId = store };
        var key = (await desk.Get<CreateApiKey>().ExecuteAsync(new("journey", ApiScope.All), owner)).Value!.Secret;
        return new(desk, owner, signIn, key);
    }

    /// <summary>Somebody joins by an invite; answers the name to sign in with.</summary>
    public async Task<string> JoinAsync(string displayName, params Role[] roles)
    {
        var signIn = NewSignIn("person");
        var invite = (await _desk.Get<InvitePerson>().ExecuteAsync(new(displayName, roles), Owner)).Value!;
        (await _desk.Get<AcceptInvite>().ExecuteAsync(new(invite.Token, null, new(displayName, signIn, BrowserDesk.Password, null)))).Ok.ShouldBeTrue();
        return signIn;
    }

    /// <summary>Changes the clock policy as a program does, e.g. <c>new { reply = new { limit = "PT4S" } }</c>.</summary>
    public async Task ChangeClocksAsync(object change)
    {
        using var answer = await Api.PutAsJsonAsync(new Uri("/api/v1/policies/clocks", UriKind.Relative), change);
        answer.EnsureSuccessStatusCode();
    }

    private static string NewSignIn(string what) => $"{what}-{Interlocked.Increment(ref _people)}";
}
