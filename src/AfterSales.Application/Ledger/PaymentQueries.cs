using System.Globalization;
using AfterSales.Application.Approvals;
using AfterSales.Application.Persistence;
using AfterSales.Application.Reviews;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <summary>Payments as whoever pays goes through them.</summary>
public enum PaymentGroup
{
    ToPay,
    Sent,
    Failed,
    Done,
}

/// <param name="Payee">As much of it as tells one from another; <see cref="PaymentQueries.FindAsync"/> has it whole.</param>
/// <param name="Stop">What has to happen before it can go; null: it can.</param>
public sealed record PaymentRow(
    Guid Id, string CaseNumber, string Customer, string? OrderNo, string Remedy, PayoutMethod Method, string? Payee, decimal Amount, PayoutState State, DateTimeOffset ApprovedAt,
    DateTimeOffset? SentAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? HeldAt, DateTimeOffset? HandedAt, string? Connector, int Attempt, Guid? BatchId, string? ReceiptNo, string? Trouble, Refusal? Stop)
{
    /// <summary>Of the last attempt: what is said of it names it, so that it is not taken for a word of a later one.</summary>
    public string AttemptKey => Payout.KeyOfAttempt(Id, Attempt);

    /// <summary>Who is paying it by hand at this moment, whoever looks among them; null: nobody.</summary>
    public string? BeingPaidBy { get; init; }

    /// <summary>Whether it may go with others as one batch.</summary>
    public bool MayGoInBatch => Stop is null && BeingPaidBy is null;
}

/// <summary>Where the next page begins. Its text is opaque to callers, and useless to forge.</summary>
public readonly record struct PaymentCursor(DateTimeOffset At, Guid Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");

    /// <summary>False where the text is no cursor; nothing is the beginning.</summary>
    public static bool TryRead(string? text, out PaymentCursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text)) return true;
        var parts = text.Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParseExact(parts[1], "N", out var id)) return false;
        cursor = new(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}

public sealed record PaymentList(IReadOnlyList<PaymentRow> Rows, PaymentCursor? Next);

/// <summary>How many there are, counted up to <see cref="PaymentQueries.CountedTo"/>.</summary>
public sealed record PaymentCounts(int ToPay, int Sent, int Failed)
{
    public int? Of(PaymentGroup group) => group switch { PaymentGroup.ToPay => ToPay, PaymentGroup.Sent => Sent, PaymentGroup.Failed => Failed, _ => null };
}

/// <summary>The store's day in yuan: what was granted since it began, what of payments was handed over, and what it means to grant at most; null: no limit.</summary>
public sealed record PaymentsToday(decimal Granted, decimal Paid, decimal? Limit, IReadOnlyDictionary<string, BatchLimit> Batches);

/// <summary>Reads payments. Pages go on by key; what stops a payment is found for a page at a time.</summary>
public sealed class PaymentQueries(Databases databases, SpendingPolicies policies, Spending spending, TimeProvider time)
{
    public const int PageSize = 50;
    public const int CountedTo = 999;

    /// <summary>The oldest first; of those that are done, the latest.</summary>
    /// <param name="wholePayees">For a program that pays; people see as much as they need.</param>
    public async Task<Result<PaymentList>> ListAsync(PaymentGroup group, PayoutMethod? method, PaymentCursor? after, Actor actor, bool wholePayees = false, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var state = StateOf(group);
        var payouts = db.Payouts.AsNoTracking().Where(p => p.State == state && (method == null || p.Method == method));
        if (after is { } from)
            payouts = group == PaymentGroup.Done
                ? payouts.Where(p => p.ApprovedAt < from.At || (p.ApprovedAt == from.At && p.Id < from.Id))
                : payouts.Where(p => p.ApprovedAt > from.At || (p.ApprovedAt == from.At && p.Id > from.Id));
        payouts = group == PaymentGroup.Done ? payouts.OrderByDescending(p => p.ApprovedAt).ThenByDescending(p => p.Id) : payouts.OrderBy(p => p.ApprovedAt).ThenBy(p => p.Id);
        var found = await payouts.Take(PageSize + 1).ToListAsync(ct);
        var rows = await RowsAsync(db, found.Take(PageSize).ToList(), wholePayees, time.GetUtcNow(), ct);
        return new PaymentList(rows, found.Count > PageSize ? new PaymentCursor(rows[^1].ApprovedAt, rows[^1].Id) : null);
    }

    /// <summary>One of them, with its payee whole: for whoever is about to pay it.</summary>
    public async Task<Result<PaymentRow>> FindAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Payouts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { ApprovedAt: not null } payout) return Refusal.NotFound("payout.not_found");
        return (await RowsAsync(db, [payout], wholePayees: true, time.GetUtcNow(), ct))[0];
    }

    public async Task<Result<PaymentCounts>> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return new PaymentCounts(await CountAsync(PayoutState.Approved), await CountAsync(PayoutState.Sent), await CountAsync(PayoutState.Failed));

        Task<int> CountAsync(PayoutState state) => db.Payouts.Where(p => p.State == state).Take(CountedTo + 1).CountAsync(ct);
    }

    public async Task<Result<PaymentsToday>> TodayAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var policy = await policies.CurrentAsync(actor.StoreId, ct);
        var today = await spending.StartOfDayAsync(actor.StoreId, ct);
        return new PaymentsToday(
            await db.Payouts.Where(p => p.ApprovedAt >= today && p.State != PayoutState.Voided).SumAsync(p => p.Amount, ct),
            await db.Payouts.Where(p => p.SentAt >= today && (p.State == PayoutState.Sent || p.State == PayoutState.Confirmed)).SumAsync(p => p.Amount, ct),
            policy.StoreADay, policy.Batches);
    }

    private static PayoutState StateOf(PaymentGroup group) => group switch
    {
        PaymentGroup.ToPay => PayoutState.Approved,
        PaymentGroup.Sent => PayoutState.Sent,
        PaymentGroup.Failed => PayoutState.Failed,
        _ => PayoutState.Confirmed,
    };

    private static async Task<IReadOnlyList<PaymentRow>> RowsAsync(StoreDb db, IReadOnlyList<Payout> payouts, bool wholePayees, DateTimeOffset now, CancellationToken ct)
    {
        var ids = payouts.Select(p => p.CaseId).Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var stops = await StopsAsync(db, payouts, cases, ct);
        return
        [
            .. payouts.Select(p => new PaymentRow(
                p.Id, cases[p.CaseId].Number, cases[p.CaseId].CustomerNick, p.OrderNo, p.Remedy, p.Method, wholePayees ? p.Payee : PayeeMask.Of(p.Payee), p.Amount, p.State, p.ApprovedAt!.Value,
                p.SentAt, p.ConfirmedAt, p.HeldAt, p.HandedAt, p.Connector, p.Attempt, p.BatchId, p.ReceiptNo, p.Trouble, stops.GetValueOrDefault(p.Id)) { BeingPaidBy = p.BeingPaidBy(now) }),
        ];
    }

    private static async Task<Dictionary<Guid, Refusal>> StopsAsync(StoreDb db, IReadOnlyList<Payout> payouts, Dictionary<Guid, Case> cases, CancellationToken ct)
    {
        var payable = payouts.Where(p => p.IsPayable).ToList();
        if (payable.Count == 0) return [];
        var ids = payable.Select(p => p.CaseId).Distinct().ToList();
        var actions = (await db.CaseActions.AsNoTracking().Where(a => ids.Contains(a.CaseId)).ToListAsync(ct)).ToLookup(a => a.CaseId);
        var locked = await GoodwillLock.AmongAsync(db, [.. payable.Select(p => p.CustomerId).Distinct()], ct);
        var stops = new Dictionary<Guid, Refusal>();
        foreach (var payout in payable)
        {
            var first = actions[payout.CaseId].First(a => a.Id == payout.ActionId).WaitsFor(actions[payout.CaseId]).FirstOrDefault();
            if (first is not null) stops[payout.Id] = Refusal.Rule("action.waits", first.Word);
            else if (cases[payout.CaseId].PhoneUnconfirmed) stops[payout.Id] = Refusal.Rule("payout.phone_unconfirmed");
            else if (payout.ApprovalId is null && OutcomeCatalogue.Goodwill.Contains(payout.Remedy) && locked.Contains(payout.CustomerId)) stops[payout.Id] = Refusal.Rule("payout.goodwill_locked");
            else if (payout.HeldAt is not null) stops[payout.Id] = Refusal.Rule("payout.held");
        }
        return stops;
    }
}
