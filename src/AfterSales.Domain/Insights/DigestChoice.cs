using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Insights;

/// <summary>What a person said about digests of a store; who never said has none (<see cref="DigestWish.Of"/>).</summary>
public sealed class DigestChoice : IStoreOwned
{
    private DigestChoice() { }

    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }
    public bool Daily { get; private set; }
    public bool Weekly { get; private set; }
    public int Hour { get; private set; }

    public DigestWish Wish => new(Daily, Weekly, Hour);
}
