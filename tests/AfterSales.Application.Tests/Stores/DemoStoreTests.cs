using AfterSales.Application.Persistence;
using AfterSales.Application.Stores.Demo;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Stores;

public sealed class DemoStoreTests
{
    [Fact]
    public async Task Seed_OnAnEmptyDatabase_HasEveryRoleAndEveryState()
    {
        await using var desk = await TestDesk.EmptyAsync();
        var storeId = await desk.Get<DemoStore>().SeedAsync();

        await using var db = desk.Get<Databases>().For(storeId.ShouldNotBeNull());
        (await db.Cases.Select(c => c.State).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<CaseState>(), ignoreOrder: true);
        (await db.Memberships.Select(m => m.Role).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);
        (await db.Cases.CountAsync(c => c.OrderNo != null && c.OrderId == null)).ShouldBe(0);
        (await desk.Get<DemoStore>().SignInsAsync()).Count.ShouldBe(8);
    }

    [Fact]
    public async Task Seed_WhereThereIsAStore_DoesNothing()
    {
        await using var desk = await TestDesk.CreateAsync();
        (await desk.Get<DemoStore>().SeedAsync()).ShouldBeNull();
    }
}
