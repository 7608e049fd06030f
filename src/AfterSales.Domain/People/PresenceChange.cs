using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>Why somebody's presence changed.</summary>
public enum PresenceCause
{
    /// <summary>The first desk of theirs was opened.</summary>
    Opened,
    /// <summary>They said so.</summary>
    Chose,
    /// <summary>The last desk of theirs was closed.</summary>
    Closed,
    /// <summary>Nothing was heard any more: the connection or the node was gone.</summary>
    Lost,
}

/// <summary>One change of one person's presence in one store. Append-only: when somebody came and went is read from nothing else.</summary>
public sealed class PresenceChange : IStoreOwned
{
    private PresenceChange() { }

    public PresenceChange(Guid storeId, Guid personId, DateTimeOffset at, Presence presence, PresenceCause cause) =>
        (StoreId, PersonId, At, Presence, Cause) = (storeId, personId, at, presence, cause);

    public long Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>When it happened; of a desk that was lost, the last sign of life.</summary>
    public DateTimeOffset At { get; private set; }

    public Presence Presence { get; private set; }
    public PresenceCause Cause { get; private set; }
}
