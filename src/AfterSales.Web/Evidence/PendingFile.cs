namespace AfterSales.Web.Evidence;

public enum PendingState
{
    Uploading,
    Ready,
    Failed,
}

/// <summary>A file of a reply or note that is not sent yet, as the composer shows it.</summary>
public sealed record PendingFile(string Id, string Name, long Size)
{
    public PendingState State { get; init; } = PendingState.Uploading;
    public string? Ticket { get; init; }
    public string? Thumbnail { get; init; }

    /// <summary>What it shows, in the words of <see cref="Domain.Evidence.EvidenceLabels"/>; null while nobody has said.</summary>
    public string? Label { get; init; }

    /// <summary>Why it failed, in the reader's language.</summary>
    public string? Problem { get; init; }

    public bool MayRetry { get; init; }
}
