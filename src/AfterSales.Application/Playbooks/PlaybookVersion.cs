using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Playbooks;

/// <summary>
/// One published version of a store's playbook (SPEC 4). Versions are only added; a case names the one it follows. A case type's version is
/// its own file and a version of what all types share, so that changed money guides are a new version of every type.
/// </summary>
public sealed class PlaybookVersion : IStoreOwned
{
    private PlaybookVersion() { }

    public PlaybookVersion(Guid storeId, string name, int version, string document, int? sharedVersion, string hash, string note, DateTimeOffset at)
    {
        StoreId = storeId;
        Name = name;
        Version = version;
        Document = document;
        SharedVersion = sharedVersion;
        Hash = hash;
        Note = note;
        At = at;
    }

    public Guid StoreId { get; private set; }

    /// <summary>A case type, or <c>Shared</c>.</summary>
    public string Name { get; private set; } = "";

    public int Version { get; private set; }

    /// <summary>DMN.</summary>
    public string Document { get; private set; } = "";

    /// <summary>The version of <c>Shared</c> it is read with; null for that one itself.</summary>
    public int? SharedVersion { get; private set; }

    /// <summary>SHA-256 of both files: what is compiled once, whichever stores and versions say it.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What changed, in the words of who proposed it; empty for what the store started with.</summary>
    public string Note { get; private set; } = "";

    public Guid? ProposedById { get; private set; }
    public string ProposedBy { get; private set; } = "";
    public Guid? PublishedById { get; private set; }
    public string PublishedBy { get; private set; } = "";

    /// <summary>When it comes into force, UTC: a moment after it was published.</summary>
    public DateTimeOffset At { get; private set; }

    internal PlaybookVersion By(Guid? proposedById, string proposedBy, Actor publisher)
    {
        (ProposedById, ProposedBy, PublishedById, PublishedBy) = (proposedById, proposedBy, publisher.PersonId, publisher.Name);
        return this;
    }
}
