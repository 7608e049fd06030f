using AfterSales.Domain.Shared;

namespace AfterSales.Application.Cases.Finding;

/// <summary>
/// What one person looked for or opened lately. Words may name a buyer, or be theirs: with every erasure all of the store's go.
/// </summary>
public sealed class RecentFind : IStoreOwned
{
    /// <summary>Kept of each, for each person.</summary>
    public const int Most = 20;

    private RecentFind() { }

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>What they looked for; null where they opened a case.</summary>
    public string? Text { get; private set; }

    public Guid? CaseId { get; private set; }
    public DateTimeOffset At { get; private set; }
}
