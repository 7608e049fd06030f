using AfterSales.Domain.Clocks;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Shared;
using Case = AfterSales.Domain.Cases.Case;

namespace AfterSales.Application.Tests.Clocks;

/// <summary>Cases with a running reply clock, made at once and without the intake.</summary>
internal static class ManyClocks
{
    /// <summary>Each case has one clock, due in five minutes, of which only the breach is still to come.</summary>
    public static async Task RunAsync(TestDesk desk, int count)
    {
        var now = desk.Time.Now;
        var rule = new ClockRule { Limit = TimeSpan.FromMinutes(5) };
        await using var db = desk.Db();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var customer = new Customer(Ids.New(now), desk.StoreId, "买家", now);
        db.Customers.Add(customer);
        for (var i = 0; i < count; i++)
        {
            var subject = Case.Open(Ids.New(now), desk.StoreId, $"AS-{i:00000}", customer.Id, customer.Nick, "test", now);
            subject.AttachOrder($"order-{i}", null);
            subject.Assign(desk.Agent.Id, byThemselves: true);
            var clock = Clock.Start(Ids.New(now), desk.StoreId, subject.Id, ClockKind.Reply, 1, now, rule, ClockPolicy.Default);
            db.Cases.Add(subject);
            db.Clocks.Add(clock);
            db.ClockTimers.AddRange(clock.PlannedTimers().Select(planned => new ClockTimer(clock.Id, planned)));
        }
        await db.SaveChangesAsync();
    }
}
