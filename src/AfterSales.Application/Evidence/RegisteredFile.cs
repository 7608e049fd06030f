namespace AfterSales.Application.Evidence;

public enum FileProblem
{
    /// <summary>There are no bytes under its name.</summary>
    Missing,

    /// <summary>The bytes under its name are others.</summary>
    Damaged,
}

/// <summary>
/// One row for each file whose bytes are stored, whichever stores have it. It is written after the bytes and deleted before them: a row promises bytes.
/// </summary>
public sealed class RegisteredFile
{
    private RegisteredFile() { }

    public string Sha256 { get; private set; } = "";
    public string ContentType { get; private set; } = "";
    public long Size { get; private set; }
    public int? Width { get; private set; }
    public int? Height { get; private set; }

    /// <summary>Of a video that says it.</summary>
    public int? Seconds { get; private set; }

    /// <summary>As in <see cref="Domain.Evidence.EvidenceItem.Print"/>.</summary>
    public long? Print { get; private set; }

    public bool HasThumbnail { get; private set; }
    public bool HasPreview { get; private set; }

    /// <summary>When its small pictures were made, or it was found that it can have none; null: still to do.</summary>
    public DateTimeOffset? DrawnAt { get; private set; }

    /// <summary>When it last came in: whoever uploads the same again may use it for as long as they who came first.</summary>
    public DateTimeOffset StoredAt { get; private set; }

    /// <summary>When its bytes were last compared with its name; null: never, it came before there was this row.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    public FileProblem? Problem { get; private set; }
}
