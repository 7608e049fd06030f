using AfterSales.Application.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;

namespace AfterSales.Application.Evidence;

/// <summary>All evidence of a case, as its panel shows it.</summary>
/// <param name="Pieces">The latest first, removed ones too: they tell why they are gone.</param>
/// <param name="Marked">The chat lines that were marked, in the order of the conversation.</param>
/// <param name="Lines">The lines of the order, to say which one a piece is about.</param>
public sealed record CaseEvidence(IReadOnlyList<EvidencePiece> Pieces, IReadOnlyList<MarkedChatLine> Marked, IReadOnlyList<LineToShow> Lines);

/// <summary>A piece, and how it came.</summary>
/// <param name="By">Who added it, or wrote the message it came with.</param>
/// <param name="With">What kind of message it came with; null where it came without one.</param>
public sealed record EvidencePiece(EvidenceLine File, DateTimeOffset At, string By, MessageKind? With);

/// <summary>A line of the conversation that somebody marked as evidence.</summary>
public sealed record MarkedChatLine(Guid MessageId, string Author, string Text, DateTimeOffset SentAt, string MarkedBy);

/// <summary>A line of the order, by its key and as people know it.</summary>
public sealed record LineToShow(string Key, string Title);

/// <summary>Who saw or took out a piece of evidence, and when, UTC.</summary>
public sealed record EvidenceLook(EvidenceAccessKind Kind, string By, DateTimeOffset At);
