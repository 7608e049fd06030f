using AfterSales.Domain.Ledger;

namespace AfterSales.Application.Ledger;

/// <summary>A payment as the outside is told of it.</summary>
/// <param name="AttemptKey">The same attempt is paid once, however often it is told.</param>
/// <param name="Payee">Null: back by the order's own way.</param>
/// <param name="Amount">Yuan.</param>
public sealed record PaymentOrder(string AttemptKey, Guid StoreId, Guid PayoutId, string CaseNumber, string? OrderNo, string Buyer, PayoutMethod Method, string? Payee, decimal Amount, string Remedy, DateTimeOffset SentAt);

public enum PaymentAnswerKind
{
    /// <summary>It was never told of it.</summary>
    NotKnown,

    /// <summary>It was told, and nothing came of it yet.</summary>
    Pending,

    Paid,
    Failed,
}

/// <param name="Text">The receipt number of what was paid, the reason of what failed; empty otherwise.</param>
public sealed record PaymentAnswer(PaymentAnswerKind Kind, string Text = "")
{
    public static readonly PaymentAnswer NotKnown = new(PaymentAnswerKind.NotKnown);
    public static readonly PaymentAnswer Pending = new(PaymentAnswerKind.Pending);
}

/// <summary>A way to have payments made by somebody else than people here. See docs/guide/money.md for how to add one.</summary>
public interface IPaymentConnector
{
    /// <summary>How payouts name it.</summary>
    string Name { get; }

    /// <summary>Tells it to pay. Told the same attempt again, it does nothing.</summary>
    Task SendAsync(PaymentOrder order, CancellationToken ct);

    /// <summary>What became of an attempt. It says that it does not know one only when it was never told of it.</summary>
    Task<PaymentAnswer> AskAsync(string attemptKey, CancellationToken ct);

    /// <summary>Takes an attempt back. True: it will never be paid. False: it is too late for that.</summary>
    Task<bool> WithdrawAsync(string attemptKey, CancellationToken ct);
}
