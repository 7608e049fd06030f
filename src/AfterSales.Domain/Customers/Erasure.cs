using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>Where a request to erase personal data stands.</summary>
public enum ErasureState
{
    Open,

    /// <summary>Agreed to by a second person, and done in the same moment.</summary>
    Erased,
    Declined,
    Withdrawn,
}

/// <summary>By which way a buyer asked for it.</summary>
public enum ErasureWay
{
    Chat,
    Phone,
    Platform,
    Letter,
    InPerson,
}

/// <summary>
/// A buyer asked to have their personal data erased (PIPL 47): one person writes it down, another, who may approve, has it done or declines. It is the audit of the erasing, too, and holds
/// no personal data itself. Of a customer, one is open at a time; the database refuses changes once it is decided.
/// </summary>
public sealed class Erasure : IStoreOwned
{
    public const int MaxReason = 500;

    private Erasure() { }

    public Erasure(Guid id, Guid storeId, Guid customerId, ErasureWay way, string reason, Actor by, DateTimeOffset at)
    {
        Id = id;
        StoreId = storeId;
        CustomerId = customerId;
        Way = way;
        Reason = reason;
        RequestedById = by.Id;
        RequestedBy = by.Name;
        RequestedAt = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CustomerId { get; private set; }
    public ErasureWay Way { get; private set; }

    /// <summary>In the words of who wrote it down; names nobody.</summary>
    public string Reason { get; private set; } = "";

    public Guid? RequestedById { get; private set; }
    public string RequestedBy { get; private set; } = "";
    public DateTimeOffset RequestedAt { get; private set; }
    public ErasureState State { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>How many rows of each table were erased.</summary>
    public Dictionary<string, int> Counts { get; private set; } = [];

    /// <summary>The files that no row names any more because of it, by SHA-256.</summary>
    public string[] Files { get; private set; } = [];

    /// <summary>When those files were gone; null while somebody still has to see to it.</summary>
    public DateTimeOffset? FilesGoneAt { get; private set; }

    /// <summary>The transaction of the database that erased: in it and in no other, what is append-only lets names and words go.</summary>
    public long? ErasedIn { get; private set; }

    public bool IsOpen => State == ErasureState.Open;

    /// <summary>Whether this person may decide; nobody decides their own request.</summary>
    public Refusal? WhyNot(Actor by) =>
        !IsOpen ? Refusal.Rule("erasure.not_open")
        : by.Id is null || by.Id == RequestedById ? new Refusal(RefusalKind.Forbidden, "erasure.own")
        : null;

    /// <summary>It is not done after all.</summary>
    public Result Decline(Actor by, DateTimeOffset at)
    {
        if (WhyNot(by) is { } refusal) return refusal;
        (State, DecidedById, DecidedBy, DecidedAt) = (ErasureState.Declined, by.Id, by.Name, at);
        return Result.Done;
    }

    /// <summary>The buyer does not want it any more, or it was a mistake.</summary>
    public Result Withdraw(Actor by, DateTimeOffset at)
    {
        if (!IsOpen) return Refusal.Rule("erasure.not_open");
        (State, DecidedById, DecidedBy, DecidedAt) = (ErasureState.Withdrawn, by.Id, by.Name, at);
        return Result.Done;
    }
}
