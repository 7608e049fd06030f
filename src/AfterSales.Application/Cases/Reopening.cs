using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>A locked case is taken back to work beside what else happens to it. Nothing is saved here.</summary>
internal static class Reopening
{
    /// <summary>Why it cannot be: the same buyer has another open case about the order, it is open, or it was closed too long ago.</summary>
    public static async Task<Refusal?> ReopenAsync(this LockedCase work, string because, CancellationToken ct)
    {
        var other = await work.Db.Cases.Where(OpenStates.Condition)
            .Where(c => c.CustomerId == work.Subject.CustomerId && c.OrderNo == work.Subject.OrderNo && c.Id != work.Subject.Id)
            .Select(c => c.Number).FirstOrDefaultAsync(ct);
        if (other is not null) return Refusal.Rule("case.other_open", other);
        var changed = work.Subject.Reopen(work.Now, work.Clocks.Policy.ReopenWindow, because);
        if (!changed.Ok) return changed.Refusal;
        work.Record(changed.Value);
        work.Clocks.Start(work.Subject, ClockKind.Resolution, work.Now);
        work.Tell("case.reopened");
        return null;
    }
}
