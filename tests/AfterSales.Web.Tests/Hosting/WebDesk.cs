using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Web.Tests.Hosting;

/// <summary>The whole web application on the database, and by the clock, of a <see cref="TestDesk"/>.</summary>
internal sealed class WebDesk(TestDesk desk) : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aftersales-web-");

    public TestDesk Desk => desk;

    public static async Task<WebDesk> CreateAsync() => new(await TestDesk.CreateAsync());

    /// <summary>A visitor with cookies of their own.</summary>
    public Visitor Visit() => new(Server.CreateClient());

    /// <summary>Somebody of the store who can sign in.</summary>
    public async Task<Actor> JoinAsync(string userName, params Role[] roles)
    {
        var token = await InviteAsync(roles);
        var id = await desk.Get<AcceptInvite>().ExecuteAsync(new(token, null, new(userName, userName, Password, null)));
        return Actor.Person(id.Value, userName, desk.StoreId, roles);
    }

    public async Task<string> InviteAsync(params Role[] roles) =>
        (await desk.Get<InvitePerson>().ExecuteAsync(new("new", roles), desk.Owner)).Value!.Token;

    public async Task<Visitor> SignedInAsync(string userName)
    {
        var visitor = Visit();
        (await visitor.SubmitAsync("/sign-in", ("Form.Name", userName), ("Form.Password", Password))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        return visitor;
    }

    /// <summary>The owner of another store, signed in.</summary>
    public async Task<Visitor> StrangerAsync()
    {
        var outside = await desk.StrangerAsync();
        await using (var db = desk.Get<Databases>().AcrossStores())
        {
            var person = new Person { Id = outside.Id!.Value, UserName = "outside", NormalizedUserName = "OUTSIDE", DisplayName = outside.Name, SecurityStamp = "s", CreatedAt = desk.Time.Now };
            person.PasswordHash = new PasswordHasher<Person>().HashPassword(person, Password);
            db.Users.Add(person);
            db.Memberships.Add(new(outside.StoreId, outside.Id.Value, Role.Owner, desk.Time.Now));
            await db.SaveChangesAsync();
        }
        return await SignedInAsync("outside");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await desk.DisposeAsync();
        _data.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:AfterSales", desk.ConnectionString);
        builder.UseSetting("AFTERSALES_DATA", _data.FullName);
        builder.UseSetting("LogFile", "false");
        builder.UseSetting("AFTERSALES_DEMO_BUYERS", "false");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(desk.Time));
    }
}
