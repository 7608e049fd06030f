using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>All that a pack tells of a case. It holds no "now": the same case gives the same pack.</summary>
/// <param name="Timeline">Everything of the conversation but internal notes, and what happened, oldest first.</param>
/// <param name="Marked">The chat lines that somebody marked as evidence, by message.</param>
/// <param name="Pieces">The files, in the order in which they came.</param>
/// <param name="Links">What a channel sent as a link instead of bytes.</param>
public sealed record PackContent(
    string StoreName, TimeZoneInfo Zone, Case Case, OrderSummary? Order, IReadOnlyList<TimelineEntry> Timeline, IReadOnlySet<Guid> Marked,
    IReadOnlyList<PackedPiece> Pieces, IReadOnlyList<EvidenceItem> Links, Review? Review,
    IReadOnlyList<CaseAction> Actions, IReadOnlyList<ActionStep> Steps, IReadOnlyList<ApprovalRequest> Approvals, IReadOnlyList<ApprovalDecision> Decisions,
    IReadOnlyList<Payout> Payouts, IReadOnlyDictionary<Guid, Colleague> People);

/// <summary>A piece of evidence in its place in the tree.</summary>
/// <param name="Item">It has a file, and was not removed.</param>
public sealed record PackedPiece(EvidenceItem Item, string Path)
{
    /// <summary>The small picture, as WebP; null where there is none.</summary>
    public byte[]? Thumbnail { get; init; }
}

/// <summary>The summary of a pack.</summary>
/// <param name="Html">Without anything active in it.</param>
/// <param name="Pdf">Null where this machine has no Chinese font.</param>
public sealed record PackDocuments(byte[] Html, byte[]? Pdf);

/// <summary>Puts a pack into words, Chinese whoever asks: it is for the platform. The words are the web project's.</summary>
public interface IPackSummary
{
    /// <summary>What its documents are called, without an extension.</summary>
    string Title { get; }

    /// <summary>The folder of a case's type in the tree.</summary>
    string Folder(CaseType? type);

    /// <summary>The same content always gives the same bytes.</summary>
    PackDocuments Write(PackContent content);
}
