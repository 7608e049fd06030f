using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Reads requests for approval: the inbox of one person, whose order is in this node's memory (<see cref="OpenApprovals"/>), and those of a case.</summary>
public sealed class ApprovalQueries(Databases databases, OpenApprovals open)
{
    public const int PageSize = 50;

    /// <summary>More than a case ever has at once.</summary>
    private const int MostOfCase = 20;

    /// <summary>What this person may decide now, for themselves and for who is absent, the oldest due first; never what they had a hand in.</summary>
    public async Task<Result<ApprovalPage>> InboxAsync(Actor actor, ApprovalCursor? after = null, CancellationToken ct = default)
    {
        if (actor.PersonId is null || !actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (!await open.MayDecideAsync(actor, ct)) return new ApprovalPage([], null, 0, MayDecide: false);
        var waiting = await open.WaitingAsync(actor, ct);
        var page = waiting.Where(one => after is null || one.IsBehind(after)).Take(PageSize + 1).ToList();
        var shown = page.Take(PageSize).Select(one => one.Id).ToList();
        await using var db = databases.For(actor);
        // What was decided this moment is left out, whatever this node remembers.
        var rows = (await RowsAsync(db, db.Approvals.Where(a => shown.Contains(a.Id) && a.State == ApprovalState.Open), ct)).ToDictionary(row => row.Id);
        return new ApprovalPage([.. shown.Select(one => rows.GetValueOrDefault(one)).OfType<ApprovalRow>()], page.Count > PageSize ? page[PageSize - 1] : null, waiting.Count, MayDecide: true);
    }

    /// <summary>The requests of a case, the latest first.</summary>
    public async Task<Result<IReadOnlyList<ApprovalOnCase>>> OfCaseAsync(Actor actor, string number, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } caseId) return Refusal.NotFound("case.not_found", number);
        var rows = await RowsAsync(db, db.Approvals.Where(a => a.CaseId == caseId).OrderByDescending(a => a.RequestedAt).Take(MostOfCase), ct);
        var ids = rows.ConvertAll(row => row.Id);
        var notes = await db.Approvals.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => new { a.Note, a.ActionId }, ct);
        var said = (await db.Set<ApprovalDecision>().AsNoTracking().Where(d => ids.Contains(d.RequestId)).OrderBy(d => d.Id).ToListAsync(ct)).ToLookup(d => d.RequestId);
        return rows.OrderByDescending(row => row.RequestedAt).Select(row => new ApprovalOnCase(row, notes[row.Id].Note, notes[row.Id].ActionId, said[row.Id].LastOrDefault())).ToList();
    }

    internal static async Task<List<ApprovalRow>> RowsAsync(StoreDb db, IQueryable<ApprovalRequest> requests, CancellationToken ct)
    {
        var found = await requests.AsNoTracking().Join(db.Cases, a => a.CaseId, c => c.Id, (a, c) => new
        {
            a.Id,
            a.CaseId,
            c.Number,
            c.Type,
            c.Subtype,
            c.CustomerNick,
            a.Remedy,
            a.Amount,
            a.AskedAmount,
            a.Decider,
            a.Causes,
            a.Signatures,
            a.NextRole,
            a.RequestedBy,
            a.RequestedAt,
            a.EscalatedAt,
            a.State,
            a.SubjectHash,
            Clock = db.Clocks.Where(k => k.SubjectId == a.CaseId && k.Kind == ClockKind.Approval && k.StoppedAt == null).Select(k => (DateTimeOffset?)k.DueAt).FirstOrDefault(),
        }).ToListAsync(ct);
        var ids = found.ConvertAll(a => a.Id);
        var signed = (await db.Set<ApprovalDecision>().AsNoTracking().Where(d => ids.Contains(d.RequestId) && (d.Verdict == Verdict.Approved || d.Verdict == Verdict.Lowered)).OrderBy(d => d.Id)
            .Select(d => new { d.RequestId, d.SubjectHash, d.AsRole, d.ByName, d.ForName, d.At }).ToListAsync(ct)).ToLookup(d => (d.RequestId, d.SubjectHash), d => new Signature(d.AsRole, d.ByName, d.ForName, d.At));
        return found.ConvertAll(a => new ApprovalRow(
            a.Id, a.CaseId, a.Number, a.Type, a.Subtype, a.CustomerNick, a.Remedy, a.Amount, a.AskedAmount, a.Decider, a.Causes, a.Signatures, [.. signed[(a.Id, a.SubjectHash)]], a.NextRole,
            a.RequestedBy, a.RequestedAt, a.State == ApprovalState.Open ? a.Clock : null, a.EscalatedAt, a.State, a.SubjectHash));
    }
}

/// <summary>A request as its case shows it.</summary>
/// <param name="Note">What the requester wrote.</param>
/// <param name="ActionId">What waits for it; taking that back takes the request back.</param>
/// <param name="Last">What was said to it last; null: nothing yet.</param>
public sealed record ApprovalOnCase(ApprovalRow Row, string Note, Guid ActionId, ApprovalDecision? Last);
