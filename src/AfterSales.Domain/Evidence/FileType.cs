using System.Collections.Frozen;

namespace AfterSales.Domain.Evidence;

/// <summary>What a file is to a person; each kind has its own size limit.</summary>
public enum FileKind
{
    Picture,
    Video,
    Document,
}

/// <summary>
/// A type of file that is taken as evidence; what is not listed here is refused. <see cref="Extensions"/> are what its names may
/// end in; the first is given to a name that ends in something else.
/// </summary>
public sealed record FileType(string ContentType, FileKind Kind, params string[] Extensions)
{
    public static readonly FileType Jpeg = new("image/jpeg", FileKind.Picture, ".jpg", ".jpeg", ".jfif");
    public static readonly FileType Png = new("image/png", FileKind.Picture, ".png");
    public static readonly FileType WebP = new("image/webp", FileKind.Picture, ".webp");
    public static readonly FileType Gif = new("image/gif", FileKind.Picture, ".gif");
    public static readonly FileType Heic = new("image/heic", FileKind.Picture, ".heic", ".heif");
    public static readonly FileType Mp4 = new("video/mp4", FileKind.Video, ".mp4", ".m4v");
    public static readonly FileType Pdf = new("application/pdf", FileKind.Document, ".pdf");

    public static IReadOnlyList<FileType> All { get; } = [Jpeg, Png, WebP, Gif, Heic, Mp4, Pdf];

    private static readonly FrozenDictionary<string, FileType> ByContentType = All.ToFrozenDictionary(t => t.ContentType, StringComparer.Ordinal);

    public string Extension => Extensions[0];

    public static FileType? Of(string? contentType) => contentType is null ? null : ByContentType.GetValueOrDefault(contentType);
}
