namespace AfterSales.Domain.Evidence;

/// <summary>How much is taken, in bytes and in files. Data, so that a store's policy can carry its own later.</summary>
public sealed record EvidenceLimits(long Picture, long Video, long Document, int FilesPerMessage)
{
    private const long Megabyte = 1 << 20;

    public static readonly EvidenceLimits Default = new(20 * Megabyte, 100 * Megabyte, 20 * Megabyte, 9);

    /// <summary>No video plays longer.</summary>
    public TimeSpan LongestVideo { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>No file of any kind may be larger.</summary>
    public long Largest => Math.Max(Picture, Math.Max(Video, Document));

    public long For(FileKind kind) => kind switch
    {
        FileKind.Picture => Picture,
        FileKind.Video => Video,
        FileKind.Document => Document,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static long InMegabytes(long bytes) => bytes / Megabyte;
}
