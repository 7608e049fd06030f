namespace AfterSales.Application.Evidence;

/// <summary>Bytes that are safely stored: their SHA-256 (lower-case hex), the type their content says, size in bytes, and for pictures their pixels and what they look like.</summary>
/// <param name="HasThumbnail">It has a small picture, or is about to get one: who asks for it meanwhile waits for it.</param>
public sealed record StoredFile(string Sha256, string ContentType, long Size, int? Width, int? Height, bool HasThumbnail)
{
    /// <summary>As in <see cref="Domain.Evidence.EvidenceItem.Print"/>.</summary>
    public long? Print { get; init; }

    /// <summary>It has a picture of screen size, for whoever does not need the original.</summary>
    public bool HasPreview { get; init; }

    /// <summary>Its small pictures were made, or cannot be.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>How long a video plays.</summary>
    public int? Seconds { get; init; }
}
