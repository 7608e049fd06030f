using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>What a board has to know: the open cases, and whose buyers are still to be asked.</summary>
internal sealed record BoardReading(IReadOnlyDictionary<Guid, QueueRow> Open, IReadOnlyDictionary<Guid, OwedFollowUp> FollowUps);

/// <summary>Reads cases as queue rows: a few queries, whatever their number.</summary>
internal static class QueueRows
{
    /// <summary>What a board shows of <paramref name="ids"/>, or of the whole store.</summary>
    public static async Task<BoardReading> ReadAsync(Databases databases, Guid storeId, IReadOnlyCollection<Guid>? ids, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var cases = db.Cases.AsNoTracking().Where(OpenStates.Condition);
        // Resolved cases have one clock, and it is not shown here: of those that a store may never come to, only whose they are is read.
        var clocks = db.Clocks.AsNoTracking().Where(c => c.StoppedAt == null && c.Kind != ClockKind.FollowUp);
        var owed = db.Clocks.Where(c => c.StoppedAt == null && c.Kind == ClockKind.FollowUp);
        if (ids is not null)
        {
            var wanted = ids.ToArray();
            cases = cases.Where(c => wanted.Contains(c.Id));
            clocks = clocks.Where(c => wanted.Contains(c.SubjectId));
            owed = owed.Where(c => wanted.Contains(c.SubjectId));
        }
        var followUps = await owed.Join(db.Cases, k => k.SubjectId, c => c.Id, (k, c) => new { c.Id, c.AssigneeId }).ToListAsync(ct);
        return new BoardReading(await RowsAsync(db, cases, clocks, ct), followUps.ToDictionary(f => f.Id, f => new OwedFollowUp(f.Id, f.AssigneeId)));
    }

    /// <summary>These cases with these clocks of theirs.</summary>
    public static async Task<Dictionary<Guid, QueueRow>> RowsAsync(StoreDb db, IQueryable<Case> cases, IQueryable<Clock> clocks, CancellationToken ct)
    {
        var found = await clocks.Select(c => new { c.SubjectId, c.Id, c.Kind, c.StartedAt, c.DueAt, Paused = c.Pauses.Any(p => p.EndedAt == null) }).ToListAsync(ct);
        var followed = await RefundClocks.FollowedAsync(db, [.. found.Where(c => c.Kind == ClockKind.Platform).Select(c => c.Id)], ct);
        var running = found.ToLookup(c => c.SubjectId, c => new RunningClock(c.Id, c.Kind, c.StartedAt, c.DueAt, c.Paused) { Missed = followed.GetValueOrDefault(c.Id)?.MissedAt(c.DueAt) });
        var rows = await cases
            .GroupJoin(db.Orders, c => c.OrderId, o => o.Id, (c, o) => new { c, o })
            .SelectMany(x => x.o.DefaultIfEmpty(), (x, o) => new { x.c, Paid = o == null ? null : o.PaidAmount }).ToListAsync(ct);
        var ids = rows.ConvertAll(x => x.c.Id);
        var batches = await db.SameBatches.AsNoTracking().Where(b => ids.Contains(b.CaseId)).ToDictionaryAsync(b => b.CaseId, ct);
        return rows.ToDictionary(x => x.c.Id, x => Row(x.c, x.Paid, [.. running[x.c.Id]]) with { SameBatch = batches.GetValueOrDefault(x.c.Id) });
    }

    private static QueueRow Row(Case c, decimal? paid, IReadOnlyList<RunningClock> clocks) => new(
        c.Id, c.Number, c.CustomerNick, c.Type, c.Subtype, c.TypeConfirmed, c.State, c.WaitingFor, c.AssigneeId, c.Priority, c.Flag,
        c.LastText, c.LastIsInbound, c.LastActivityAt, c.OpenedAt, c.Nudges, c.EvidenceCount, c.OrderNo, paid, c.Tags, clocks)
    {
        PhoneUnconfirmed = c.PhoneUnconfirmed,
    };
}
