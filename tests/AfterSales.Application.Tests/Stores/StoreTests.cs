using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Application.Tests.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Stores;

public sealed class StoreTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await TestDesk.CreateAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private static CreateFirstStore.Input First(string userName, string storeName = "青禾女装") =>
        new(storeName, "Asia/Shanghai", Joining.Somebody(userName));

    private async Task EmptyAsync()
    {
        await using var db = _desk.Get<Databases>().AcrossStores();
        await db.Memberships.ExecuteDeleteAsync();
        await db.Stores.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task CreateFirst_EmptyProduct_VisitorOwnsItWithPolicyAndKeywords()
    {
        await EmptyAsync();
        (await _desk.Get<StoreQueries>().AnyAsync()).ShouldBeFalse();

        var owner = (await _desk.Get<CreateFirstStore>().ExecuteAsync(First("owner"))).Value;

        var desk = (await _desk.Get<ActorQueries>().DeskOfAsync(owner))!;
        (desk.Store.Name, desk.Store.Roles.Single()).ShouldBe(("青禾女装", Role.Owner));
        (await _desk.Get<StoreQueries>().AnyAsync()).ShouldBeTrue();
        await using var db = _desk.Get<Databases>().For(desk.Actor);
        (await db.ClockPolicies.CountAsync()).ShouldBe(1);
        (await db.Keywords.AnyAsync()).ShouldBeTrue();
        (await db.Tags.AnyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task CreateFirst_ManyVisitorsAtOnce_ExactlyOneWins()
    {
        await EmptyAsync();
        await using var other = _desk.AnotherNode();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? _desk : other).Get<CreateFirstStore>().ExecuteAsync(First($"visitor{i}"))));

        answers.Count(a => a.Ok).ShouldBe(1);
        answers.Where(a => !a.Ok).ShouldAllBe(a => a.Refusal!.Code == "store.first_exists");
        await using var db = _desk.Get<Databases>().AcrossStores();
        (await db.Stores.CountAsync()).ShouldBe(1);
        (await db.Users.CountAsync(p => p.UserName!.StartsWith("visitor"))).ShouldBe(1);
    }

    [Fact]
    public async Task CreateFirst_BadInput_LeavesNothingBehind()
    {
        await EmptyAsync();

        (await _desk.Get<CreateFirstStore>().ExecuteAsync(First("owner", " "))).Refusal!.Field.ShouldBe("StoreName");

        await using var db = _desk.Get<Databases>().AcrossStores();
        (await db.Users.AnyAsync(p => p.UserName == "owner")).ShouldBeFalse();
    }

    [Fact]
    public async Task CreateFirst_StoreExists_IsRefused() =>
        (await _desk.Get<CreateFirstStore>().ExecuteAsync(First("late"))).Refusal!.Code.ShouldBe("store.first_exists");

    [Fact]
    public async Task Create_ByOwner_OwnsBothAndSwitches()
    {
        var id = (await _desk.Get<CreateStore>().ExecuteAsync(new("青禾男装", "Asia/Shanghai"), _desk.Owner)).Value;

        (await _desk.Get<SwitchStore>().ExecuteAsync(id, _desk.Owner)).Ok.ShouldBeTrue();

        var desk = (await _desk.Get<ActorQueries>().DeskOfAsync(_desk.Owner.Id!.Value))!;
        (desk.Actor.StoreId, desk.Stores.Count).ShouldBe((id, 2));
    }

    [Fact]
    public async Task Create_ByAgentOrUnknownZone_IsRefused()
    {
        (await _desk.Get<CreateStore>().ExecuteAsync(new("x", "Asia/Shanghai"), _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<CreateStore>().ExecuteAsync(new("x", "Mars/Olympus"), _desk.Owner)).Refusal!.Code.ShouldBe("store.zone_unknown");
    }

    [Fact]
    public async Task Switch_ToAStoreOfOthers_IsForbidden()
    {
        var stranger = await _desk.StrangerAsync();

        (await _desk.Get<SwitchStore>().ExecuteAsync(_desk.StoreId, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<SwitchStore>().ExecuteAsync(Guid.Empty, stranger)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Describe_BySomebodyWhoMayNot_IsForbidden()
    {
        var input = new DescribeStore.Input(_desk.StoreId, 0, "新名字", "Asia/Shanghai", "浙江省", "杭州市", 0.36m, "en");

        (await _desk.Get<DescribeStore>().ExecuteAsync(input, _desk.Supervisor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await _desk.Get<DescribeStore>().ExecuteAsync(input, await _desk.StrangerAsync())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Describe_TwoWithTheSameVersion_SecondIsStale()
    {
        var store = (await _desk.Get<StoreQueries>().ManagedByAsync(_desk.Owner)).ShouldHaveSingleItem();
        store.People.ShouldBe(5);

        (await _desk.Get<DescribeStore>().ExecuteAsync(new(store.Id, store.Version, "一", "Asia/Tokyo", null, null, null, "zh-CN"), _desk.Owner)).Ok.ShouldBeTrue();
        (await _desk.Get<DescribeStore>().ExecuteAsync(new(store.Id, store.Version, "二", "Asia/Tokyo", null, null, null, "zh-CN"), _desk.Owner)).Refusal!.Code.ShouldBe("store.stale");

        var now = (await _desk.Get<StoreQueries>().ManagedByAsync(_desk.Owner)).Single();
        (now.Name, now.TimeZoneId).ShouldBe(("一", "Asia/Tokyo"));
        (await _desk.AuditAsync()).ShouldBe([AuditKind.StoreDescribed]);
    }
}
