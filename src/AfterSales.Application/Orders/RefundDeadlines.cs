using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

// These comparisons become SQL, where the column's collation compares.
#pragma warning disable CA1309

namespace AfterSales.Application.Orders;

/// <summary>
/// After an import: gives each running refund with a deadline to the open case of its order, or opens one for it, and lets the Platform clock of the case
/// follow the nearest (SPEC 3). A deadline that is over already starts no clock: the platform has acted by then. What it does is known by the rows
/// themselves (<see cref="RefundAttention"/>), so that who takes an interrupted import over does what is left, and doing it twice changes nothing.
/// </summary>
public sealed class RefundDeadlines(Databases databases, ReceiveMessages receive, ClockPolicies policies, CaseLocks locks, TimeProvider time)
{
    private const int AtOnce = 200;

    /// <summary>Sees to every refund of the store that is <see cref="RefundAttention.Due"/>.</summary>
    public async Task SeeToAsync(Guid storeId, CancellationToken ct)
    {
        var policy = await policies.CurrentAsync(storeId, ct);
        for (var after = ""; await DueAsync(storeId, after, ct) is { Count: > 0 } due; after = due[^1].RefundNo)
        {
            await using var db = databases.For(storeId);
            var cases = await RefundCases.FindAsync(db, due, time.GetUtcNow(), ct);
            await TellAsync(storeId, cases, ct);
            await FollowAsync(db, policy, [.. due.Select(r => r.Id)], cases, ct);
        }
    }

    private async Task<List<PlatformRefund>> DueAsync(Guid storeId, string after, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        return await db.PlatformRefunds.AsNoTracking().Where(r => r.Attention == RefundAttention.Due && string.Compare(r.RefundNo, after) > 0)
            .OrderBy(r => r.RefundNo).Take(AtOnce).ToListAsync(ct);
    }

    // What the buyer asked for comes in as their message: it joins, reopens or opens a case as any other.
    private async Task TellAsync(Guid storeId, RefundCases cases, CancellationToken ct)
    {
        if (cases.Notes.Count == 0) return;
        var answers = await receive.ExecuteAsync([.. cases.Notes.Select(note => note.Message)], Actor.System(storeId), ct);
        for (var i = 0; i < answers.Count; i++)
            if (answers[i].Value is { } taken) cases.Found(cases.Notes[i].RefundId, taken.CaseId);
    }

    private async Task FollowAsync(StoreDb db, ClockPolicy policy, Guid[] due, RefundCases found, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Held in the order of their ids, as everybody does who holds several; then their refunds.
        var wanted = found.CaseIds.ToArray();
        var cases = await db.Cases.FromSql($"select * from cases where store_id = {db.StoreId} and id = any({wanted}) order by id for no key update").ToDictionaryAsync(c => c.Id, ct);
        var refunds = await db.PlatformRefunds.FromSql($"select * from platform_refunds where store_id = {db.StoreId} and (id = any({due}) or case_id = any({wanted})) order by id for update").ToListAsync(ct);
        var clocks = await CaseClocks.LoadAsync(db, policy, wanted, ct);
        var now = time.GetUtcNow();
        var touched = new HashSet<Case>();

        foreach (var refund in refunds.Where(r => due.Contains(r.Id)))
        {
            if (found.CaseOf(refund.Id) is not { } id || !cases.TryGetValue(id, out var subject))
            {
                refund.Leave(now);
                continue;
            }
            Record(subject, refund.Join(id) ? CaseEventKind.RefundSeen : CaseEventKind.RefundMoved, refund);
            touched.Add(subject);
        }
        foreach (var subject in cases.Values)
            if (PlatformClock.Follow(subject, [.. refunds.Where(r => r.CaseId == subject.Id)], clocks, now)) touched.Add(subject);
        foreach (var subject in touched) db.Entry(subject).Property(CaseLocks.ChangedAt).CurrentValue = now;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var subject in touched) locks.Committed(db.StoreId, subject.Id, clocks.EarliestAdded);

        void Record(Case subject, CaseEventKind kind, PlatformRefund refund)
        {
            if (!refund.Tell() && kind == CaseEventKind.RefundMoved) return;
            var what = CaseEvent.Of(kind, ("refund", refund.RefundNo), ("status", refund.Status), ("words", refund.StatusText), ("amount", refund.Amount), ("deadline", refund.NextAfter(now)?.At));
            db.History.Add(new(db.StoreId, subject.Id, what, Actor.System(db.StoreId), now));
        }
    }
}
