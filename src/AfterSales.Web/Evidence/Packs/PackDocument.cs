namespace AfterSales.Web.Evidence.Packs;

/// <summary>The summary of a pack as parts, before it is HTML or a PDF: both say the same.</summary>
internal sealed record PackDocument(string Title, string Subtitle, IReadOnlyList<PackSection> Sections);

/// <summary>A heading with what stands under it.</summary>
internal sealed record PackSection(string Title)
{
    public IReadOnlyList<PackFact> Facts { get; init; } = [];
    public PackTable? Table { get; init; }
    public IReadOnlyList<PackLine> Lines { get; init; } = [];
    public IReadOnlyList<PackPhoto> Photos { get; init; } = [];

    /// <summary>What it says where it has nothing else to say.</summary>
    public string? Note { get; init; }

    public bool IsEmpty => Facts.Count == 0 && Table is null && Lines.Count == 0 && Photos.Count == 0 && Note is null;
}

internal sealed record PackFact(string Name, string Value);

/// <param name="Widths">Of the columns, in parts of the whole.</param>
internal sealed record PackTable(IReadOnlyList<string> Head, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One line of time.</summary>
/// <param name="Who">Null for what happened without anybody speaking.</param>
/// <param name="IsMarked">Somebody marked it as evidence: it stands out.</param>
internal sealed record PackLine(string When, string? Who, string Text, bool IsMarked);

/// <summary>One file, with its small picture where it has one.</summary>
/// <param name="Path">Within the pack.</param>
/// <param name="Webp">The small picture.</param>
/// <param name="Details">Its label, verdict, size and time.</param>
internal sealed record PackPhoto(string Path, string Sha256, byte[]? Webp, IReadOnlyList<string> Details);
