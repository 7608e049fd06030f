using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Evidence;

/// <summary>One file of a pack, in its place: a piece of evidence by its hash, or a document that was written for the pack.</summary>
/// <param name="path">Within the ZIP, with <c>/</c> between its parts.</param>
/// <param name="at">The time that the ZIP gives the file: the store's wall clock.</param>
public sealed class PackFile(Guid storeId, Guid packId, int place, string path, long size, string sha256, long crc32, DateTime at) : IStoreOwned
{
    public Guid StoreId { get; private set; } = storeId;
    public Guid PackId { get; private set; } = packId;

    /// <summary>From 0.</summary>
    public int Place { get; private set; } = place;

    public string Path { get; private set; } = path;
    public long Size { get; private set; } = size;
    public string Sha256 { get; private set; } = sha256;

    /// <summary>The ZIP's own check sum of it, 32 bits.</summary>
    public long Crc32 { get; private set; } = crc32;

    public DateTime At { get; private set; } = at;

    /// <summary>The piece of evidence; null for a document.</summary>
    public Guid? EvidenceId { get; private set; }

    /// <summary>The bytes of a document; null for evidence, whose bytes lie in the store of files.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>Gives it its place.</summary>
    public PackFile In(int place)
    {
        Place = place;
        return this;
    }

    public PackFile Of(Guid evidenceId)
    {
        EvidenceId = evidenceId;
        return this;
    }

    public PackFile Holding(byte[] content)
    {
        Content = content;
        return this;
    }
}
