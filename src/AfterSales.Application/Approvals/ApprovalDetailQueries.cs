using AfterSales.Application.Cases;
using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Reads one request with everything that speaks for it and against it: some twenty look-ups by key, whatever the size of the store.</summary>
public sealed class ApprovalDetailQueries(Databases databases, Signers signers, PlaybookShelf shelf, Spending spending, SpendingPolicies policies, TimeProvider time)
{
    private static readonly TimeSpan Recently = TimeSpan.FromDays(90);

    public async Task<Result<ApprovalDetails>> FindAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var request = await db.Approvals.AsNoTracking().Include(a => a.Decisions.OrderBy(d => d.Id)).SingleOrDefaultAsync(a => a.Id == id, ct);
        if (request is null) return Refusal.NotFound("approval.not_found");
        var now = time.GetUtcNow();
        var row = (await ApprovalQueries.RowsAsync(db, db.Approvals.Where(a => a.Id == id), ct)).Single();
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == request.CaseId, ct);
        var shown = request.Subject.Evidence;
        var evidence = await db.Evidence.AsNoTracking().Where(e => e.CaseId == subject.Id && shown.Contains(e.Sha256 ?? e.Url ?? "")).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct);
        var payout = await db.Payouts.AsNoTracking().Where(p => p.ActionId == request.ActionId).OrderBy(p => p.State == PayoutState.Voided).FirstOrDefaultAsync(ct);
        var shares = payout?.Shares ?? await db.CaseActions.Where(a => a.Id == request.ActionId).Select(a => a.Shares).SingleOrDefaultAsync(ct);
        var signer = actor.PersonId is null ? null : await signers.ForAsync(db, actor, request, now, ct);
        return new ApprovalDetails(
            row, request.Note, request.Subject.Method, actor.May(Permission.Pay) ? request.Subject.Payee : PayeeMask.Of(request.Subject.Payee), [.. evidence.DistinctBy(e => e.Sha256 ?? e.Url).Select(EvidenceLine.Of)], await WhyAsync(db, subject, request, now, ct), shares,
            await BuyerAsync(db, subject, now, ct), await RequesterAsync(db, request, ct), request.Amount == 0 ? [] : await AlikeAsync(db, subject, request, payout, now, ct), request.Decisions,
            signer is null ? Refusal.Forbidden() : request.MayDecide(signer).Refusal, signer?.For?.Name)
        {
            SamePhoto = request.Causes.Contains(PhotosElsewhere.Cause) ? await PhotosElsewhere.ReadAsync(db, subject.Id, ct) : [],
        };
    }

    private async Task<ApprovalReasons?> WhyAsync(StoreDb db, Case subject, ApprovalRequest request, DateTimeOffset now, CancellationToken ct)
    {
        if (await shelf.OfAsync(subject, ct) is not { } rules) return null;
        var file = (await CaseFacts.ReadAsync(db, [subject], now, ct))[subject.Id];
        var facts = file.Sheet.For(rules.Playbook);
        facts.TrySet("authority left", await LeftOfRequesterAsync(db, request, rules, file, ct));
        facts.TrySet("chosen remedy", Value.Of(request.Remedy));
        facts.TrySet("amount", Value.Of(request.Amount));
        var evaluation = rules.Playbook.Evaluate(facts);
        var guide = rules.Playbook.Decisions.Any(decision => decision.Name == "guide") ? evaluation["guide"].Values : [];
        decimal? margin = file.Sheet["margin"] is { Value.IsKnown: true } known ? known.Value.AsNumber : null;
        margin -= (await GrantedBefore.OfAsync(db, subject, ct, request.ActionId)).Goodwill;
        return new ApprovalReasons(
            rules.Name, rules.Version, file.OrderPaid, margin, margin - request.Amount, NumberAt(0), NumberAt(1), CaseGuidance.For(rules.Playbook, facts).Responsibility, rules.Playbook, evaluation);

        decimal? NumberAt(int place) => guide.Length == 2 && guide[place].Kind == ValueKind.Number ? guide[place].AsNumber : null;
    }

    // What was over their authority when they asked is shown as it is now, which is no more.
    private async Task<Value> LeftOfRequesterAsync(StoreDb db, ApprovalRequest request, PlaybookInForce rules, CaseFile file, CancellationToken ct)
    {
        if (request.RequestedById is not { } person) return Value.Unknown;
        var roles = await db.Memberships.Where(m => m.PersonId == person).Select(m => m.Role).ToListAsync(ct);
        return roles.Count == 0 ? Value.Unknown : await spending.LeftAsync(db, Actor.Person(person, request.RequestedBy, db.StoreId, roles), request.CaseId, rules.Playbook, file.OrderPaid, ct);
    }

    private static async Task<BuyerHistory> BuyerAsync(StoreDb db, Case subject, DateTimeOffset now, CancellationToken ct)
    {
        var (customer, since) = (subject.CustomerId, now - Recently);
        return new BuyerHistory(
            customer,
            await db.Orders.CountAsync(o => o.CustomerId == customer, ct),
            await db.Cases.CountAsync(c => c.CustomerId == customer, ct),
            await db.Payouts.Where(p => p.CustomerId == customer && p.RequestedAt >= since && p.State != PayoutState.Voided && p.State != PayoutState.Requested).SumAsync(p => p.Amount, ct),
            await db.Customers.AsNoTracking().Where(c => c.Id == customer).Select(c => c.Flag).SingleOrDefaultAsync(ct));
    }

    private async Task<RequesterHistory> RequesterAsync(StoreDb db, ApprovalRequest request, CancellationToken ct)
    {
        if (request.RequestedById is not { } person) return new RequesterHistory(0, 0);
        var month = await spending.StartOfMonthAsync(db.StoreId, ct);
        return new RequesterHistory(
            await db.Payouts.Where(p => p.RequestedById == person && p.ApprovedAt >= month && p.State != PayoutState.Voided).SumAsync(p => p.Amount, ct),
            await db.Approvals.CountAsync(a => a.RequestedById == person && a.State == ApprovalState.Rejected && a.DecidedAt >= month, ct));
    }

    private async Task<IReadOnlyList<AlikePayment>> AlikeAsync(StoreDb db, Case subject, ApprovalRequest request, Payout? payout, DateTimeOffset now, CancellationToken ct)
    {
        var days = (await policies.CurrentAsync(db.StoreId, ct)).LookAlikeDays;
        var alike = await LookAlikes.FindAsync(db, subject, request.Subject.Payee, days, now, ct, payout?.Id);
        if (alike.Count == 0) return [];
        var ids = alike.Select(one => one.Other.PayoutId).ToList();
        var known = await db.Payouts.Where(p => ids.Contains(p.Id)).Join(db.Cases, p => p.CaseId, c => c.Id, (p, c) => new { p.Id, p.Amount, p.RequestedAt, c.Number }).ToDictionaryAsync(p => p.Id, ct);
        return [.. alike.Select(one => (Known: known[one.Other.PayoutId], one.In)).Select(one => new AlikePayment(one.Known.Number, one.Known.Amount, one.Known.RequestedAt, one.In))];
    }
}
