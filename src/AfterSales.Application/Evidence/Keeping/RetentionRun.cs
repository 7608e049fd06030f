using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// One round through a store's evidence that has lasted long enough. What goes is counted with it, in the same transaction: a round that was interrupted is gone on with, and counts nothing twice.
/// Of a store, one is under way at a time.
/// </summary>
public sealed class RetentionRun : IStoreOwned
{
    private RetentionRun() { }

    public RetentionRun(Guid id, Guid storeId, int policyVersion, DateTimeOffset startedAt)
    {
        Id = id;
        StoreId = storeId;
        PolicyVersion = policyVersion;
        StartedAt = startedAt;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>The rule that stood at its start.</summary>
    public int PolicyVersion { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>UTC; null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Cases of which something went.</summary>
    public int Cases { get; private set; }

    public int Pieces { get; private set; }

    /// <summary>Of the pieces; what another case has too is still there.</summary>
    public long Bytes { get; private set; }

    /// <summary>Cases that failed, for a cause that is in the log; the next round tries them again.</summary>
    public int Failed { get; private set; }

    /// <summary>Cases whose time was over at its end and that stay, by why.</summary>
    public IReadOnlyDictionary<KeptBecause, int> Kept { get; private set; } = new Dictionary<KeptBecause, int>();

    internal void End(int failed, IReadOnlyDictionary<KeptBecause, int> kept, DateTimeOffset at) => (Failed, Kept, EndedAt) = (failed, kept, at);
}
