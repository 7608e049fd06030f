using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;

namespace AfterSales.Domain.Insights;

/// <summary>The names of measures (<see cref="RollUp.Measure"/>).</summary>
public static class Measures
{
    public static readonly string Opened = Of(OccurrenceKind.Opened);
    public static readonly string Resolved = Of(OccurrenceKind.Resolved);
    public static readonly string Borne = Of(OccurrenceKind.Borne);
    public static readonly string Recovered = Of(OccurrenceKind.Recovered);
    public static readonly string QualityPieces = Of(OccurrenceKind.Piece, nameof(CaseType.Quality));
    public static readonly string ClaimsWon = Of(OccurrenceKind.Claim, "Done");
    public static readonly string ClaimsLost = Of(OccurrenceKind.Claim, "Failed");

    /// <summary>Marks that buyers gave, from 1 to 5.</summary>
    public static readonly IReadOnlyList<string> Satisfaction = [.. Enumerable.Range(1, 5).Select(mark => Of(OccurrenceKind.Satisfaction, $"{mark}"))];

    /// <summary>What is late of it was missed.</summary>
    public static string Promise(ClockKind kind) => Of(OccurrenceKind.Promise, kind.ToString());

    public static string Took(ClockKind kind) => Of(OccurrenceKind.Took, kind.ToString());

    public static string Of(OccurrenceKind kind, string? word = null) => word is null ? kind.ToString() : $"{kind}:{word}";

    /// <summary>The kind and word that a measure's name is made of; null where it is none.</summary>
    public static (OccurrenceKind Kind, string? Word)? Read(string measure)
    {
        var colon = measure.IndexOf(':', StringComparison.Ordinal);
        return Enum.TryParse<OccurrenceKind>(colon < 0 ? measure : measure[..colon], out var kind) && Enum.IsDefined(kind) ? (kind, colon < 0 ? null : measure[(colon + 1)..]) : null;
    }
}
