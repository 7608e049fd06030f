using AfterSales.Domain.Shared;

namespace AfterSales.Application.Integrations;

/// <summary>
/// Something the outside should hear of (a breach, later a robot message or a web hook), written in the same transaction as
/// what happened. Channels read it in id order and mark what they delivered.
/// </summary>
public sealed class OutboxMessage : IStoreOwned
{
    private OutboxMessage() { }

    public OutboxMessage(Guid storeId, string kind, Guid? caseId, Dictionary<string, string?> data, DateTimeOffset at)
    {
        StoreId = storeId;
        Kind = kind;
        CaseId = caseId;
        Data = data;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>e.g. case.opened, case.resolved, clock.breached.</summary>
    public string Kind { get; private set; } = "";

    public Guid? CaseId { get; private set; }
    public Dictionary<string, string?> Data { get; private set; } = [];
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
}
