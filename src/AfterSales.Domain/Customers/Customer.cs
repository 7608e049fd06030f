using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>A buyer of one store, known by nick (旺旺) or platform id.</summary>
public sealed class Customer : IStoreOwned
{
    private Customer() { }

    public Customer(Guid id, Guid storeId, string nick, DateTimeOffset firstSeenAt)
    {
        Id = id;
        StoreId = storeId;
        Nick = nick;
        FirstSeenAt = firstSeenAt;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>Unique in the store.</summary>
    public string Nick { get; private set; } = "";

    public DateTimeOffset FirstSeenAt { get; private set; }
    public Flag? Flag { get; private set; }
    public int Version { get; private set; }

    public Result Mark(Flag? flag)
    {
        if (flag is { Memo.Length: > 500 }) return Refusal.Invalid("flag.memo_too_long") with { Field = nameof(Flag.Memo) };
        Flag = flag;
        Version++;
        return Result.Done;
    }
}
