using AfterSales.Application.Clocks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Orders;

namespace AfterSales.Application.Orders;

/// <summary>Keeps the Platform clock of a case on the nearest deadline of its refunds (SPEC 3).</summary>
internal static class PlatformClock
{
    /// <summary>
    /// Another deadline takes the place of the one that ran; a refund that moved on, with nothing left for the store to do, ends it.
    /// </summary>
    /// <param name="refunds">All that belong to the case.</param>
    /// <returns>Whether anything changed.</returns>
    public static bool Follow(Case subject, IReadOnlyList<PlatformRefund> refunds, CaseClocks clocks, DateTimeOffset now)
    {
        var running = clocks.Running(subject.Id, ClockKind.Platform);
        var followed = running is null ? null : refunds.FirstOrDefault(r => r.ClockId == running.Id);
        var stands = followed?.MissedAt(running!.DueAt)?.IsOurs() == true;
        var nearest = refunds.Where(r => r.NextAfter(now) is not null).OrderBy(r => r.NextAfter(now)!.At).ThenByDescending(r => r == followed).FirstOrDefault();
        // What was missed stays until the platform says otherwise, or something else comes due.
        if (nearest is null && (running is null || stands)) return false;
        if (nearest is not null && nearest == followed && nearest.NextAfter(now)!.At == running!.DueAt) return false;

        if (running is not null) clocks.Stop(subject.Id, ClockKind.Platform, now, stands || followed?.NextAfter(now) is not null ? StopCause.Replaced : StopCause.MovedOn);
        followed?.Follow(null);
        nearest?.Follow(clocks.Start(subject, ClockKind.Platform, now, due: nearest.NextAfter(now)!.At).Id);
        return true;
    }
}
