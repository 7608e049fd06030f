using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>Reads one case. A handful of indexed queries, whatever the size of the store.</summary>
public sealed class CaseQueries(Databases databases, ReviewPolicies signs)
{
    /// <summary>How much of the timeline is read at once.</summary>
    public const int TimelinePage = 100;

    private const int MostTries = 20;

    private readonly SharedReadings<(Guid StoreId, string Number), Result<CaseDetails>> _coming = new();

    /// <summary>The case with the latest part of its timeline.</summary>
    public async Task<Result<CaseDetails>> DetailsAsync(Actor actor, string number, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        var currentSigns = await signs.CurrentAsync(actor.StoreId, ct);
        await using var db = databases.For(actor);
        await using var moment = await db.OneMomentAsync(ct);
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, ct);
        if (subject is null) return Refusal.NotFound("case.not_found", number);

        var agreed = await PhoneAgreements.StepsAsync(db, subject.Id, ct);
        var (timeline, more) = await Timeline.ReadAsync(db, subject.Id, before: null, TimelinePage, ct);
        return new CaseDetails(
            subject,
            subject.AssigneeId is { } id ? await db.Users.Where(p => p.Id == id).Select(p => p.DisplayName).SingleOrDefaultAsync(ct) : null,
            await ClocksAsync(db, subject.Id, ct),
            timeline,
            more,
            await CustomerAsync(db, subject, ct),
            subject.OrderNo is { } orderNo ? await OrderSummaries.FindAsync(db, orderNo, ct) : null,
            await OthersAsync(db, subject, ct))
        {
            Refunds = await RefundsOfOrder.ReadAsync(db, subject.OrderNo, ct),
            PhoneAgreement = PhoneAgreement.Of(agreed),
            Confirmations = agreed.Select(step => step.MessageId).OfType<Guid>().ToHashSet(),
            Marks = await db.LineMarks.AsNoTracking().Where(k => db.Messages.Any(m => m.Id == k.MessageId && m.CaseId == subject.Id)).ToDictionaryAsync(k => k.MessageId, ct),
            Signs = currentSigns,
            SameBatch = await db.SameBatches.AsNoTracking().SingleOrDefaultAsync(b => b.CaseId == subject.Id, ct),
            FollowUps = subject.IsOpen ? [] : await db.FollowUps.AsNoTracking().Where(f => f.CaseId == subject.Id && f.Cycle == subject.Cycle).OrderByDescending(f => f.Id).Take(MostTries).ToListAsync(ct),
        };
    }

    /// <summary>The same for a page that is told of a change: those who ask within a moment share one reading.</summary>
    public Task<Result<CaseDetails>> ChangedDetailsAsync(Actor actor, string number) =>
        // What a case says does not depend on who looks; whether one may look does.
        actor.May(Permission.ViewCases) ? _coming.ReadAsync((actor.StoreId, number), () => DetailsAsync(actor, number)) : Task.FromResult<Result<CaseDetails>>(Refusal.Forbidden());

    /// <summary>The part of the timeline before <paramref name="before"/>.</summary>
    public async Task<Result<(IReadOnlyList<TimelineEntry> Entries, bool HasEarlier)>> EarlierAsync(Actor actor, string number, DateTimeOffset before, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var id = await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        if (id is not { } caseId) return Refusal.NotFound("case.not_found", number);
        return await Timeline.ReadAsync(db, caseId, before, TimelinePage, ct);
    }

    private static async Task<IReadOnlyList<ClockOnCase>> ClocksAsync(StoreDb db, Guid caseId, CancellationToken ct) =>
        await db.Clocks.AsNoTracking().Where(c => c.SubjectId == caseId).OrderByDescending(c => c.StoppedAt == null).ThenByDescending(c => c.StartedAt).Take(50)
            .Select(c => new ClockOnCase(c.Id, c.Kind, c.Cycle, c.StartedAt, c.DueAt, c.StoppedAt == null && c.Pauses.Any(p => p.EndedAt == null), c.StoppedAt, c.StopCause, c.BreachedAt, c.PolicyVersion))
            .ToListAsync(ct);

    private static async Task<CustomerSummary> CustomerAsync(StoreDb db, Case subject, CancellationToken ct)
    {
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == subject.CustomerId, ct);
        var orders = await db.Orders.CountAsync(o => o.CustomerId == subject.CustomerId, ct);
        var cases = await db.Cases.CountAsync(c => c.CustomerId == subject.CustomerId, ct);
        var last = await db.Cases.Where(c => c.CustomerId == subject.CustomerId && c.Id != subject.Id).MaxAsync(c => (DateTimeOffset?)c.OpenedAt, ct);
        return new(subject.CustomerId, subject.CustomerNick, customer?.Flag, orders, cases, last) { Extortion = customer?.Extortion, Version = customer?.Version ?? 0 };
    }

    private static async Task<IReadOnlyList<OtherCase>> OthersAsync(StoreDb db, Case subject, CancellationToken ct) =>
        await db.Cases.AsNoTracking().Where(c => c.CustomerId == subject.CustomerId && c.Id != subject.Id).OrderByDescending(c => c.OpenedAt).Take(5)
            .Select(c => new OtherCase(c.Number, c.Type, c.Subtype, c.State, c.OpenedAt, c.Id == subject.EarlierCaseId)).ToListAsync(ct);
}
