using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

public sealed record LeavePayByHandInput(Guid PayoutId);

/// <summary>Somebody does not pay it by hand after all: others may at once. What is not theirs, or not any more, stays as it is.</summary>
public sealed class LeavePayByHand(PayoutLocks payouts)
{
    public async Task<Result> ExecuteAsync(LeavePayByHandInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Refusal.Forbidden();
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        if (open.Payout.LeaveByHand(person)) await open.CommitAsync(ct);
        return Result.Done;
    }
}
