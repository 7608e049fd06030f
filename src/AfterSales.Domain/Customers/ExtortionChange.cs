using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>The extortion flag was set on a customer, or lifted: who, when and why. Append-only.</summary>
public sealed class ExtortionChange : IStoreOwned
{
    private ExtortionChange() { }

    public ExtortionChange(Guid storeId, Guid customerId, bool isSet, string reason, string? caseNumber, Actor actor, DateTimeOffset at)
    {
        StoreId = storeId;
        CustomerId = customerId;
        IsSet = isSet;
        Reason = reason;
        CaseNumber = caseNumber;
        ActorId = actor.Id;
        ActorName = actor.Name;
        At = at;
    }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CustomerId { get; private set; }
    public bool IsSet { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>The case in which it was found; null where it was done on the customer.</summary>
    public string? CaseNumber { get; private set; }

    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
