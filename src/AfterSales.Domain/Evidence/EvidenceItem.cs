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

    /// <summary>The type of its case, the folder where it lies; null while the case has none. The database keeps it the same as the case's.</summary>
    public string? Type { get; private set; }

    /// <summary>The customer's id as a file name (<see cref="ArchiveNames.Customer"/>).</summary>
    public string ArchiveName { get; private set; } = "";

    /// <summary>What the picture looks like, in 64 bits: pictures that look alike differ in few (<see cref="PicturePrint"/>). Null for what is no picture or was not looked at yet.</summary>
    public long? Print { get; private set; }

    /// <summary>What it shows, in the words of <see cref="EvidenceLabels"/>; null while nobody has said.</summary>
    public string? Label { get; private set; }

    /// <summary>The order line it is about, by its key; null: all of them.</summary>
    public string? LineKey { get; private set; }

    public EvidenceVerdict? Verdict { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? VerdictReason { get; private set; }

    public string? VerdictByName { get; private set; }
    public DateTimeOffset? VerdictAt { get; private set; }

    /// <summary>The piece of which it is a copy with something drawn on it; null for what came from outside. The original is never changed.</summary>
    public Guid? OriginalId { get; private set; }

    /// <summary>When it was removed, UTC; the row stays and tells why, the bytes are gone.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovalReason { get; private set; }

    public EvidenceItem WithFile(string sha256, string contentType, long size, int? width, int? height, bool hasThumbnail, long? print = null)
    {
        (Sha256, ContentType, Size, Width, Height, HasThumbnail, Print) = (sha256, contentType, size, width, height, hasThumbnail, print);
        return this;
    }

    /// <summary>Where it lies in the archive.</summary>
    /// <param name="type">The name of the case's type; null while it has none.</param>
    /// <param name="customer">The customer's id, in any characters.</param>
    public EvidenceItem In(string? type, string customer)
    {
        (Type, ArchiveName) = (type, ArchiveNames.Customer(customer));
        return this;
    }

    /// <summary>Says what it shows and which line of the order it is about; null takes either back.</summary>
    public void Describe(string? label, string? lineKey)
    {
        if (label is not null && !EvidenceLabels.IsLabel(label)) throw new ArgumentException($"{label} is no label of evidence.", nameof(label));
        (Label, LineKey) = (label, lineKey);
    }

    /// <summary>Names the original that was drawn on; it shows the same thing.</summary>
    public EvidenceItem DrawnOn(EvidenceItem original)
    {
        (OriginalId, Label, LineKey) = (original.Id, original.Label, original.LineKey);
        return this;
    }

    /// <summary>A person's word on it, which replaces an earlier one.</summary>
    /// <param name="reason">Said when it is rejected; else null.</param>
    public void Judge(EvidenceVerdict verdict, string? reason, string byName, DateTimeOffset at)
    {
        if (verdict == EvidenceVerdict.Rejected == string.IsNullOrWhiteSpace(reason)) throw new ArgumentException("A rejection has a reason, and nothing else has.", nameof(reason));
        (Verdict, VerdictReason, VerdictByName, VerdictAt) = (verdict, reason?.Trim(), byName, at);
    }

    /// <summary>Leaves a tombstone: why and when; nobody gets its bytes any more. By whom, and with whom, is in the case's history.</summary>
    public void Remove(string reason, DateTimeOffset at)
    {
        if (RemovedAt is not null) throw new InvalidOperationException("It was removed already.");
        (RemovalReason, RemovedAt, HasThumbnail) = (reason, at, false);
    }

    public EvidenceItem WithLink(string url)
    {
        Url = url;
        return this;
    }
}
