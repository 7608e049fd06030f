using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>A case with all that was said, done and measured.</summary>
public sealed record CaseRecord(Case Case, string? AssigneeName, string? EarlierNumber, IReadOnlyList<Clock> Clocks, IReadOnlyList<Message> Messages,
    IReadOnlyList<EvidenceItem> Evidence, IReadOnlyList<HistoryEntry> History)
{
    /// <summary>How often the buyer was asked, in all cycles, in the order of time.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>What the platform told of refunds of the order, running ones first.</summary>
    public IReadOnlyList<PlatformRefund> Refunds { get; init; } = [];

    /// <summary>What was agreed by phone and stands; null when nothing does.</summary>
    public PhoneAgreement? PhoneAgreement { get; init; }
}

/// <summary>Reads one case whole, for programs; people read it page by page (<see cref="CaseQueries"/>).</summary>
public sealed class CaseRecordQueries(Databases databases)
{
    /// <summary>Far more than people write in a case; a robot gone wild must not fill the memory. The latest are kept.</summary>
    private const int MostOfEach = 5_000;

    public async Task<Result<CaseRecord>> FindAsync(string number, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);
        var messages = await db.Messages.AsNoTracking().Where(m => m.CaseId == subject.Id).OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Take(MostOfEach).ToListAsync(ct);
        var history = await db.History.AsNoTracking().Where(h => h.CaseId == subject.Id).OrderByDescending(h => h.Id).Take(MostOfEach).ToListAsync(ct);
        messages.Reverse();
        history.Reverse();
        return new CaseRecord(
            subject,
            subject.AssigneeId is { } person ? await db.Users.Where(p => p.Id == person).Select(p => p.DisplayName).SingleOrDefaultAsync(ct) : null,
            subject.EarlierCaseId is { } earlier ? await db.Cases.Where(c => c.Id == earlier).Select(c => c.Number).SingleOrDefaultAsync(ct) : null,
            await db.Clocks.AsNoTracking().Include(k => k.Pauses).Where(k => k.SubjectId == subject.Id).OrderBy(k => k.StartedAt).Take(MostOfEach).ToListAsync(ct),
            messages,
            await db.Evidence.AsNoTracking().Where(e => e.CaseId == subject.Id).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).Take(MostOfEach).ToListAsync(ct),
            history)
        {
            Refunds = await RefundsOfOrder.ReadAsync(db, subject.OrderNo, ct),
            PhoneAgreement = PhoneAgreement.Of(await PhoneAgreements.StepsAsync(db, subject.Id, ct)),
            FollowUps = await db.FollowUps.AsNoTracking().Where(f => f.CaseId == subject.Id).OrderBy(f => f.Id).Take(MostOfEach).ToListAsync(ct),
        };
    }
}
