using AfterSales.Application.People;
using AfterSales.Domain.People;

namespace AfterSales.Application.Tests.People;

/// <summary>People who came in as people do: by a link, with a password.</summary>
internal static class Joining
{
    public const string Password = "correct horse battery";

    public static async Task<string> InviteAsync(this TestDesk desk, params Role[] roles) =>
        (await desk.Get<InvitePerson>().ExecuteAsync(new("新同事", roles), desk.Owner)).Value!.Token;

    public static NewPerson Somebody(string userName, string password = Password) => new(userName, userName, password, "zh-CN");

    public static async Task<Actor> JoinAsync(this TestDesk desk, string userName, params Role[] roles)
    {
        var joined = await desk.Get<AcceptInvite>().ExecuteAsync(new(await desk.InviteAsync(roles), null, Somebody(userName)));
        return Actor.Person(joined.Value, userName, desk.StoreId, roles);
    }

    /// <summary>The owner of another store, who has no business in this one.</summary>
    public static async Task<Actor> StrangerAsync(this TestDesk desk)
    {
        var id = await desk.Get<Application.Stores.CreateStore>().ExecuteAsync(new("别家店", "Asia/Shanghai"), desk.Owner);
        var owner = desk.Owner with { StoreId = id.Value };
        var token = (await desk.Get<InvitePerson>().ExecuteAsync(new("外人", [Role.Owner]), owner)).Value!.Token;
        var joined = await desk.Get<AcceptInvite>().ExecuteAsync(new(token, null, Somebody("stranger")));
        return Actor.Person(joined.Value, "stranger", id.Value, [Role.Owner]);
    }

    public static async Task<List<AuditKind>> AuditAsync(this TestDesk desk) =>
        (await desk.Get<AuditQueries>().PageAsync(desk.Owner)).Value!.ConvertAll(a => a.Kind);
}
