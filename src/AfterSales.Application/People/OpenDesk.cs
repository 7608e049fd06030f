using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>Somebody has at least one desk open in a store, on whatever node. Gone with the last of them; written by <see cref="PresenceLog"/> alone.</summary>
public sealed class OpenDesk : IStoreOwned
{
    public Guid StoreId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>As it was last written into the history.</summary>
    public Presence Presence { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When a node saw their last desk being closed; null while one is open, or when nobody saw it.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
}
