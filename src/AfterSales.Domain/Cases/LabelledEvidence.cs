using AfterSales.Domain.Evidence;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Cases;

/// <summary>A piece of evidence as far as facts go: what it shows, and what a person made of it.</summary>
public sealed record LabelledEvidence(string Label, EvidenceVerdict? Verdict)
{
    // What a verdict says by itself. A weigh slip or an order sheet may be genuine and speak for either side: only a person can tell which.
    private static readonly Dictionary<string, Value> Accepted = new(StringComparer.Ordinal)
    {
        ["photo"] = Value.Of("confirms"),
        ["courier proof"] = Value.Of("confirms"),
        ["chat record"] = Value.Of("confirms"),
        ["proof of origin"] = Value.Of(true),
        ["buyer confirms"] = Value.Of(true),
    };

    private static readonly Dictionary<string, Value> Rejected = new(StringComparer.Ordinal) { ["photo"] = Value.Of("unclear") };

    /// <summary>
    /// What verdicts let one presume of the facts by which evidence is judged (<see cref="OutcomeCatalogue.JudgedBy"/>), until a person says otherwise: one piece that was
    /// accepted is enough; where every piece was rejected nothing is clear; where one still waits for a verdict nobody knows.
    /// </summary>
    public static IEnumerable<(string Fact, Value Value)> Presume(IEnumerable<LabelledEvidence> evidence)
    {
        foreach (var pieces in evidence.GroupBy(piece => EvidenceLabels.Answers(piece.Label)!, StringComparer.Ordinal))
        {
            if (!OutcomeCatalogue.JudgedBy.TryGetValue(pieces.Key, out var fact)) continue;
            if (pieces.Any(piece => piece.Verdict == EvidenceVerdict.Accepted))
            {
                if (Accepted.TryGetValue(fact, out var value)) yield return (fact, value);
            }
            else if (pieces.All(piece => piece.Verdict == EvidenceVerdict.Rejected) && Rejected.TryGetValue(fact, out var unclear)) yield return (fact, unclear);
        }
    }
}
