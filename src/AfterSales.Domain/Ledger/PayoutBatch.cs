using AfterSales.Domain.Approvals;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Ledger;

/// <summary>One line of a batch, as it was handed over; what becomes of the payout later does not change it.</summary>
/// <param name="No">From 1.</param>
/// <param name="Payee">Null: back by the order's own way.</param>
/// <param name="Amount">Yuan.</param>
public sealed record BatchLine(int No, Guid PayoutId, string AttemptKey, string CaseNumber, string? OrderNo, string Buyer, string? Payee, decimal Amount, string Remedy);

/// <summary>
/// Payments handed over together, as a file for the platform's batch tool, within what the platform takes at once (SPEC 4.2). It never changes, but for what a buyer is called whose data was erased: asked
/// for again, its file is the same.
/// </summary>
public sealed class PayoutBatch : IStoreOwned
{
    public const int MaxPlatform = 20;

    private PayoutBatch() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>Whose batch tool takes it; a name of the spending policy's limits.</summary>
    public string Platform { get; private set; } = "";

    public PayoutMethod Method { get; private set; }

    /// <summary>Names the click: the same again makes no second batch.</summary>
    public string RequestKey { get; private set; } = "";

    public DateTimeOffset SentAt { get; private set; }
    public Guid? ById { get; private set; }
    public string ByName { get; private set; } = "";
    public int Count { get; private set; }

    /// <summary>Yuan.</summary>
    public decimal Amount { get; private set; }

    public IReadOnlyList<BatchLine> Lines { get; private set; } = [];

    /// <summary>Why these cannot go together: none, of different methods, or more than the platform takes; null where they can.</summary>
    public static Refusal? WhyNot(IReadOnlyList<Payout> payouts, string platform, BatchLimit limit) => payouts switch
    {
        [] => Refusal.Invalid("batch.empty"),
        [var first, ..] when payouts.Any(payout => payout.Method != first.Method) => Refusal.Rule("batch.one_method"),
        _ when BatchPlan.First(payouts, payout => payout.Amount, limit.Count, limit.Yuan).Count < payouts.Count => Refusal.Rule("batch.over_limit", platform, limit.Count, limit.Yuan),
        _ => null,
    };

    public static PayoutBatch Of(Guid id, Guid storeId, string platform, PayoutMethod method, string requestKey, IReadOnlyList<BatchLine> lines, Guid? byId, string byName, DateTimeOffset at) => new()
    {
        Id = id,
        StoreId = storeId,
        Platform = platform,
        Method = method,
        RequestKey = requestKey,
        Lines = lines,
        Count = lines.Count,
        Amount = lines.Sum(line => line.Amount),
        ById = byId,
        ByName = byName,
        SentAt = at,
    };
}
