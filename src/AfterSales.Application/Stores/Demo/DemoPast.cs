using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Stores.Demo;

/// <summary>
/// Tells all cases of the script together, in the order of time, and fires the timers that came due between two steps at the
/// moment they did. So nothing is left to fire when the desk starts, and what was late has the time at which it was.
/// </summary>
internal sealed class DemoPast(Databases databases, DemoTeller teller, FireTimers timers, DemoTime clock)
{
    /// <summary>What people were told before this they have read by now.</summary>
    private static readonly TimeSpan Unread = TimeSpan.FromMinutes(10);

    public async Task TellAsync(IEnumerable<DemoCase> cases, Guid storeId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (story, step) in cases.SelectMany(c => c.Told(now).Select(s => (c, s))).OrderBy(x => x.s.At))
        {
            await MoveToAsync(step.At, ct);
            await teller.TellAsync(story, step, ct);
        }
        await MoveToAsync(now, ct);
        await SettleAsync(storeId, now - Unread, ct);
    }

    private async Task MoveToAsync(DateTimeOffset moment, CancellationToken ct)
    {
        while (await timers.NextDueAsync(ct) is { } due && due <= moment)
        {
            clock.MoveTo(due);
            await timers.FireDueAsync(ct);
        }
        clock.MoveTo(moment);
    }

    // The outside heard of it then, or never; nobody shall hear of it now.
    private async Task SettleAsync(Guid storeId, DateTimeOffset before, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        await db.Notifications.Where(n => n.At < before).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.At), ct);
        await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.DeliveredAt, m => m.At), ct);
    }
}
