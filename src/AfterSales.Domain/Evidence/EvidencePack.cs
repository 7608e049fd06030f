using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>Where the making of a pack stands.</summary>
public enum PackState
{
    Requested,
    Building,

    /// <summary>It can be downloaded.</summary>
    Ready,

    /// <summary>It could not be made; <see cref="EvidencePack.Failure"/> says why.</summary>
    Failed,
}

/// <summary>
/// An evidence pack (举证包) of a case (SPEC 5): who asked for it, and how far it is. What it holds is said by its <see cref="PackFile"/>s, from which the same ZIP is put together at
/// every download; the manifest's hash stands for all of it.
/// </summary>
public sealed class EvidencePack : IStoreOwned
{
    private EvidencePack() { }

    public EvidencePack(Guid id, Guid storeId, Guid caseId, Actor by, DateTimeOffset at)
    {
        Id = id;
        StoreId = storeId;
        CaseId = caseId;
        RequestedById = by.Id;
        RequestedBy = by.Name;
        RequestedAt = at;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid? RequestedById { get; private set; }
    public string RequestedBy { get; private set; } = "";
    public DateTimeOffset RequestedAt { get; private set; }
    public PackState State { get; private set; }

    /// <summary>Files that were read so far.</summary>
    public int Done { get; private set; }

    /// <summary>Files to read; 0 while nobody has counted.</summary>
    public int Total { get; private set; }

    /// <summary>When it was ready or failed, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The code of the refusal, where it failed, and what it names.</summary>
    public string? Failure { get; private set; }

    public string? FailureOf { get; private set; }

    /// <summary>SHA-256 of the manifest, lower-case hex.</summary>
    public string? ManifestSha256 { get; private set; }

    /// <summary>Bytes of the ZIP.</summary>
    public long? Size { get; private set; }

    /// <summary>The summary is there as a PDF, too; without a Chinese font on the machine it is not.</summary>
    public bool HasPdf { get; private set; }

    public bool IsEnded => State is PackState.Ready or PackState.Failed;
}
