using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>
/// One photo, video or document of a case (SPEC 5). The bytes are stored once under their SHA-256; this row says which
/// store, case and message they belong to and what they were called. A link that a channel sent instead of bytes has no
/// <see cref="Sha256"/>.
/// </summary>
public sealed class EvidenceItem : IStoreOwned
{
    private EvidenceItem() { }

    public EvidenceItem(Guid id, Guid storeId, Guid caseId, Guid? messageId, string name, DateTimeOffset addedAt, Guid? addedById)
    {
        Id = id;
        StoreId = storeId;
        CaseId = caseId;
        MessageId = messageId;
        Name = name;
        AddedAt = addedAt;
        AddedById = addedById;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid? MessageId { get; private set; }

    /// <summary>The name it came with, for people; never part of a path.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Lower-case hex; null for a link.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Decided by content, e.g. image/jpeg.</summary>
    public string? ContentType { get; private set; }

    /// <summary>Bytes.</summary>
    public long? Size { get; private set; }

    public int? Width { get; private set; }
    public int? Height { get; private set; }
    public bool HasThumbnail { get; private set; }

    /// <summary>Where a channel said it can be seen; shown as a link, never fetched.</summary>
    public string? Url { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }
    public Guid? AddedById { get; private set; }

    public EvidenceItem WithFile(string sha256, string contentType, long size, int? width, int? height, bool hasThumbnail)
    {
        (Sha256, ContentType, Size, Width, Height, HasThumbnail) = (sha256, contentType, size, width, height, hasThumbnail);
        return this;
    }

    public EvidenceItem WithLink(string url)
    {
        Url = url;
        return this;
    }
}
