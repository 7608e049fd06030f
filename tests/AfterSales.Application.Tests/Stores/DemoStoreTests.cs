using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Stores.Demo;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Stores;

public sealed class DemoStoreTests
{
    [Fact]
    public async Task Seed_OnAnEmptyDatabase_HasEveryRoleStateAndType()
    {
        await using var desk = await TestDesk.DemoAsync();
        await using var db = desk.Db();

        (await db.Cases.Select(c => c.State).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<CaseState>(), ignoreOrder: true);
        (await db.Cases.Where(OpenStates.Condition).Where(c => c.Type != null).Select(c => c.Type!.Value).Distinct().ToListAsync()).ShouldBe(CaseTypes.All, ignoreOrder: true);
        (await db.Cases.Where(c => c.WaitingFor != null).Select(c => c.WaitingFor!.Value).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<Waiting>(), ignoreOrder: true);
        (await db.Memberships.Select(m => m.Role).Distinct().ToListAsync()).ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);
        (await db.Cases.CountAsync(c => c.OrderNo != null && c.OrderId == null)).ShouldBe(0);
        (await db.Cases.CountAsync(c => c.Nudges > 0)).ShouldBeGreaterThan(0);
        (await db.Evidence.CountAsync(e => e.Sha256 != null)).ShouldBeGreaterThan(20);
        (await desk.Get<DemoStore>().SignInsAsync()).Select(p => p.SignIn).ShouldBe(["admin", "owner", "supervisor", "warehouse", "review", "agent", "agent2", "presales"]);
    }

    [Fact]
    public async Task Seed_LeavesADeskToWorkAt()
    {
        await using var desk = await TestDesk.DemoAsync();
        await using var db = desk.Db();
        var board = await desk.Get<OpenCases>().BoardAsync(db.StoreId);
        var agent = await db.Users.Where(u => u.UserName == "agent").Select(u => u.Id).SingleAsync();

        var mine = board.Read(QueueView.Mine, agent, 100);
        DueWithin(mine, desk.Time.Now).ShouldBe(1, "late");
        DueWithin(mine, desk.Time.Now.AddMinutes(5)).ShouldBe(4, "late, or to be answered within five minutes");
        mine.Total.ShouldBe(14);
        var all = board.Read(QueueView.All, null, 100);
        DueWithin(all, desk.Time.Now).ShouldBe(1);
        DueWithin(all, desk.Time.Now.AddMinutes(30)).ShouldBeLessThan(all.Total / 4, "half an hour later most of it is still in time");
        all.Counts.Unclaimed.ShouldBe(8);
        all.Total.ShouldBeInRange(40, DemoTalks.MostOpen - 10);
    }

    [Fact]
    public async Task Seed_TheToldPastHasHappenedAtItsTime_AndIsOver()
    {
        await using var desk = await TestDesk.DemoAsync();
        await using var db = desk.Db();
        var now = desk.Time.Now;

        (await db.ClockTimers.CountAsync(t => t.FiredAt == null && t.DueAt <= now)).ShouldBe(0, "nothing is left to fire");
        (await desk.Get<FireTimers>().FireDueAsync(default)).ShouldBe(0);
        (await db.ClockEvents.CountAsync()).ShouldBeGreaterThan(20);
        (await db.ClockEvents.CountAsync(e => e.FiredAt != e.DueAt)).ShouldBe(0, "what was late was noticed then");
        (await db.History.CountAsync(h => h.Kind == CaseEventKind.ClockBreached && h.At > now.AddMinutes(-2))).ShouldBe(0);
        (await db.Notifications.CountAsync(n => n.ReadAt == null && n.At < now.AddMinutes(-10))).ShouldBe(0, "old news has been read");
        (await db.Notifications.CountAsync(n => n.ReadAt == null)).ShouldBe(4, "the assignee was warned of a promise and of a reply, then told of the breach, with the supervisor");
        (await db.Outbox.CountAsync(m => m.DeliveredAt == null)).ShouldBe(0, "nobody outside hears of the past now");
        (await db.Cases.OrderBy(c => c.OpenedAt).ThenBy(c => c.Number).Select(c => c.Number).ToListAsync()).ShouldBeInOrder();
    }

    [Fact]
    public async Task Seed_WhereThereIsAStore_DoesNothing()
    {
        await using var desk = await TestDesk.CreateAsync();
        (await desk.Get<DemoStore>().SeedAsync()).ShouldBeNull();
    }

    private static int DueWithin(QueuePage page, DateTimeOffset moment) => page.Rows.Count(r => r.Nearest?.DueAt <= moment);
}
