using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Customers;

/// <summary>
/// Remembers an order number or nick that was erased, as a hash under the store's secret key: enough to know it when it is brought again, too little to tell it. Append-only.
/// </summary>
public sealed class ErasedKey : IStoreOwned
{
    private ErasedKey() { }

    public Guid StoreId { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    public Guid ErasureId { get; private set; }

    /// <summary>What is older than this is not taken in again.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>The secret key of a store under which <see cref="ErasedKey"/>s are hashed, sealed with what seals sign-ins: the database alone cannot open it.</summary>
public sealed class ErasureSecret(Guid storeId, string @sealed) : IStoreOwned
{
    public Guid StoreId { get; private set; } = storeId;
    public string Sealed { get; private set; } = @sealed;
}
