namespace AfterSales.Domain.Evidence;

/// <summary>
/// Why a piece of evidence is not accepted. The ready ones are words of the product's own, so that each reader, the buyer too, hears them in their language; whatever else
/// somebody writes is kept as it was written.
/// </summary>
public static class EvidenceReasons
{
    public const int MaxLength = 200;

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<string> Ready { get; } = ["blurred", "incomplete", "defect not seen", "label not legible", "other goods", "not original"];
}
