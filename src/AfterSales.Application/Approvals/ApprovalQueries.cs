using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Reads requests for approval: the inbox of one person, and those of a case.</summary>
public sealed class ApprovalQueries(Databases databases, Signers signers, OpenApprovals open, TimeProvider time)
{
    public const int PageSize = 50;

    /// <summary>More than a case ever has at once.</summary>
    private const int MostOfCase = 20;

    /// <summary>What this person may decide now, for themselves and for who is absent, the oldest due first; never what they had a hand in.</summary>
    public async Task<Result<ApprovalPage>> InboxAsync(Actor actor, ApprovalCursor? after = null, CancellationToken ct = default)
    {
        if (actor.PersonId is null || !actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var all = (await signers.OfAsync(db, actor, time.GetUtcNow(), ct)).Select(signer => For(db, signer)).ToList();
        if (all.Count == 0) return new ApprovalPage([], null, 0, MayDecide: false);
        // Mostly one; for who is absent as well, each request once.
        var mine = all.Count == 1 ? all[0] : db.Approvals.Where(a => a.State == ApprovalState.Open)
            .Join(all.Skip(1).Aggregate(all[0].Select(a => a.Id), (one, other) => one.Union(other.Select(a => a.Id))), a => a.Id, id => id, (a, _) => a);
        var due = from a in mine
                  from k in db.Clocks.Where(k => k.SubjectId == a.CaseId && k.Kind == ClockKind.Approval && k.StoppedAt == null).DefaultIfEmpty()
                  select new { a.Id, Due = (DateTimeOffset?)k.DueAt ?? a.RequestedAt };
        if (after is { Due: var at, Id: var last }) due = due.Where(a => a.Due > at || (a.Due == at && a.Id > last));
        var page = await due.OrderBy(a => a.Due).ThenBy(a => a.Id).Take(PageSize + 1).ToListAsync(ct);
        var shown = page.Take(PageSize).Select(a => a.Id).ToList();
        var rows = (await RowsAsync(db, db.Approvals.Where(a => shown.Contains(a.Id)), ct)).ToDictionary(row => row.Id);
        return new ApprovalPage(
            [.. shown.Select(one => rows.GetValueOrDefault(one)).OfType<ApprovalRow>()], page.Count > PageSize ? new(page[PageSize - 1].Due, page[PageSize - 1].Id) : null,
            Math.Max(await open.CountAsync(actor, ct), page.Count), MayDecide: true);
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

    // As ApprovalRequest.MayDecide says it.
    private static IQueryable<ApprovalRequest> For(StoreDb db, Signer signer)
    {
        Role[] roles = [.. new[] { Role.Supervisor, Role.Owner }.Where(signer.Holds)];
        var (person, absent) = (signer.PersonId, signer.For?.Id ?? signer.PersonId);
        return db.Approvals.Where(a => a.State == ApprovalState.Open && roles.Contains(a.NextRole!.Value)
            && !a.Hands.Contains(person) && !a.SignedBy.Contains(person) && !a.Hands.Contains(absent) && !a.SignedBy.Contains(absent));
    }
}

/// <summary>A request as its case shows it.</summary>
/// <param name="Note">What the requester wrote.</param>
/// <param name="ActionId">What waits for it; taking that back takes the request back.</param>
/// <param name="Last">What was said to it last; null: nothing yet.</param>
public sealed record ApprovalOnCase(ApprovalRow Row, string Note, Guid ActionId, ApprovalDecision? Last);
