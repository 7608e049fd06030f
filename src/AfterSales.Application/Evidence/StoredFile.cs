namespace AfterSales.Application.Evidence;

/// <summary>Bytes that are safely stored: their SHA-256 (lower-case hex), the type their content says, size in bytes, and for pictures their pixels and what they look like.</summary>
public sealed record StoredFile(string Sha256, string ContentType, long Size, int? Width, int? Height, bool HasThumbnail)
{
    /// <summary>As in <see cref="Domain.Evidence.EvidenceItem.Print"/>.</summary>
    public long? Print { get; init; }
}
