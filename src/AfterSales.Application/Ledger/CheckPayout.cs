using AfterSales.Application.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

public sealed record CheckPayoutInput(Guid PayoutId);

/// <summary>
/// Somebody is about to pay it by hand: may it go? What looks like another payment is held now, before money moves, not when they come back with
/// the receipt.
/// </summary>
public sealed class CheckPayout(PayoutLocks payouts, SpendingPolicies policies, PayoutHolds holds)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(CheckPayoutInput input, Actor actor, CancellationToken ct = default)
    {
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).LookAlikeDays;
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        return await open.Actions.WhyNotAsync(open.Work, open.Payout, days, ct) is { } refusal ? await holds.RefuseAsync(open, refusal, ct) : PayoutMoved.Of(open.Payout);
    }
}
