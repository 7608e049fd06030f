using AfterSales.Domain.Approvals;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Feedback;

namespace AfterSales.Domain.Insights;

/// <summary>The names of measures (<see cref="RollUp.Measure"/>).</summary>
public static class Measures
{
    /// <summary>Each reply of a person: the first of a case, and every later one.</summary>
    public static readonly string FirstReply = Of(OccurrenceKind.Replied, "First");
    public static readonly string LaterReply = Of(OccurrenceKind.Replied, "Later");
    public static readonly string Replied = Of(OccurrenceKind.Replied);

    public static readonly string Waited = Of(OccurrenceKind.Waited);
    public static readonly string Reopened = Of(OccurrenceKind.Reopened);
    public static readonly string ApprovalsAsked = Of(OccurrenceKind.ApprovalAsked);
    public static readonly string ApprovalsRefused = Of(OccurrenceKind.ApprovalDecided, nameof(ApprovalState.Rejected));
    public static readonly string ReviewsRescued = Of(OccurrenceKind.ReviewRescued);

    public static readonly string Opened = Of(OccurrenceKind.Opened);
    public static readonly string Resolved = Of(OccurrenceKind.Resolved);
    public static readonly string Borne = Of(OccurrenceKind.Borne);
    public static readonly string Recovered = Of(OccurrenceKind.Recovered);
    public static readonly string QualityPieces = Of(OccurrenceKind.Piece, nameof(CaseType.Quality));
    public static readonly string ClaimsWon = Of(OccurrenceKind.Claim, "Done");
    public static readonly string ClaimsLost = Of(OccurrenceKind.Claim, "Failed");

    /// <summary>Buyers who were asked and reached, whatever they answered.</summary>
    public static readonly IReadOnlyList<string> FollowUps = [.. Enum.GetValues<FollowUpOutcome>().Where(outcome => outcome != FollowUpOutcome.NotReached).Select(outcome => Of(OccurrenceKind.FollowUp, outcome.ToString()))];

    /// <summary>Marks that buyers gave, from 1 to 5.</summary>
    public static readonly IReadOnlyList<string> Satisfaction = [.. Enumerable.Range(1, 5).Select(mark => Of(OccurrenceKind.Satisfaction, $"{mark}"))];

    /// <summary>What is late of it was missed.</summary>
    public static string Promise(ClockKind kind) => Of(OccurrenceKind.Promise, kind.ToString());

    public static string Took(ClockKind kind) => Of(OccurrenceKind.Took, kind.ToString());

    public static string Opinion(OpinionWord word) => Of(OccurrenceKind.Opinion, word.ToString());

    public static string Of(OccurrenceKind kind, string? word = null) => word is null ? kind.ToString() : $"{kind}:{word}";

    /// <summary>The kind and word that a measure's name is made of; null where it is none.</summary>
    public static (OccurrenceKind Kind, string? Word)? Read(string measure)
    {
        var colon = measure.IndexOf(':', StringComparison.Ordinal);
        return Enum.TryParse<OccurrenceKind>(colon < 0 ? measure : measure[..colon], out var kind) && Enum.IsDefined(kind) ? (kind, colon < 0 ? null : measure[(colon + 1)..]) : null;
    }
}
