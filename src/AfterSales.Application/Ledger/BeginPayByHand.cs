using AfterSales.Application.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <param name="IsDeliberate">They know that somebody else is paying it, and take it over.</param>
public sealed record BeginPayByHandInput(Guid PayoutId, bool IsDeliberate = false);

/// <summary>
/// Somebody is about to pay it by hand: may it go? What looks like another payment is held now, before money moves, not when they come back with the receipt. What may
/// go is theirs for some minutes, so that nobody else pays it as well; begun again it is theirs for as long again, and taken over from somebody else the case tells.
/// </summary>
public sealed class BeginPayByHand(PayoutLocks payouts, SpendingPolicies policies, PayoutHolds holds)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(BeginPayByHandInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).LookAlikeDays;
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        var (work, payout) = (open.Work, open.Payout);
        if (!input.IsDeliberate && payout.WhyTaken(person, work.Now) is { } taken) return taken;
        if (await open.Actions.WhyNotAsync(work, payout, days, ct) is { } refusal) return await holds.RefuseAsync(open, refusal, ct);
        if (payout.TakeByHand(person, actor.Name, work.Now) is { } from) work.Record(CaseEvent.Of(CaseEventKind.PayoutTakenOver, ("remedy", payout.Remedy), ("amount", payout.Amount), ("from", from)));
        return await open.CommitAsync(ct);
    }
}
