using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Ledger;

/// <param name="Connector">By which way: paid by hand, unless said otherwise.</param>
/// <param name="Key">Names the click or call: the same again, by the same person or program, changes nothing and answers the same.</param>
public sealed record SendPayoutInput(Guid PayoutId, string Connector = PaymentConnectors.Manual, string? Key = null);

/// <summary>
/// Hands a payment over, once (SPEC 4.2); after a failure, again under a new attempt. That it is sent is kept before anything outside hears of it. What
/// looks like another payment is held instead.
/// </summary>
public sealed class SendPayout(PayoutLocks payouts, SpendingPolicies policies, PaymentConnectors connectors, PayoutHolds holds)
{
    public async Task<Result<PayoutMoved>> ExecuteAsync(SendPayoutInput input, Actor actor, CancellationToken ct = default)
    {
        if (!connectors.MaySend(input.Connector)) return Refusal.Invalid("payout.connector_unknown", input.Connector) with { Field = nameof(input.Connector) };
        if (input.Key is { } key && (key.Length is 0 or > Payout.MaxKey || !PlainText.MayBeKey(key))) return Refusal.Invalid("remedy.key_invalid", Payout.MaxKey) with { Field = nameof(input.Key) };
        var days = (await policies.CurrentAsync(actor.StoreId, ct)).LookAlikeDays;
        var opened = await payouts.OpenAsync(actor, Permission.Pay, input.PayoutId, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var open = opened.Value;
        var sending = input.Key is null ? null : KeyOf(actor, input.Key);
        if (open.Payout.WasSentBy(sending)) return PayoutMoved.Of(open.Payout);

        var sent = await open.Actions.SendAsync(open.Work, open.Payout, new(input.Connector, Key: sending), days, ct);
        return sent.Ok ? await open.CommitAsync(ct) : await holds.RefuseAsync(open, sent.Refusal, ct);
    }

    // Two programs may think of the same name, such as the payment's own id; the attempt is whose claim came first.
    private static string KeyOf(Actor actor, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Id:N} {key}")));
}
