using System.Globalization;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>What came out otherwise, in words: “补发：首选 → 可以”.</summary>
public static class ReplayWords
{
    public static string Of(Texts texts, ReplayedChange change) =>
        texts["Rules.ReplayChange", Subject(texts, change), Said(texts, change, change.Before), Said(texts, change, change.After)];

    private static string Subject(Texts texts, ReplayedChange change) => change.Part switch
    {
        ReplayedPart.Responsibility => texts["Playbooks.Decision.responsibility"],
        ReplayedPart.Pays => texts["Rules.ReplayPays"],
        ReplayedPart.Remedy => texts.Outcome("Remedy", change.Subject),
        ReplayedPart.Bound => texts["Rules.ReplayBound", texts.Outcome("Remedy", change.Subject)],
        ReplayedPart.Approval => texts["Rules.ReplayApproval", texts.Outcome("Remedy", change.Subject)],
        ReplayedPart.Evidence => texts["Playbooks.Decision.evidence"],
        _ => texts["Playbooks.Decision.obligations"],
    };

    private static string Said(Texts texts, ReplayedChange change, string? word) => (change.Part, word) switch
    {
        (_, null) => texts["Rules.ReplayNothing"],
        (ReplayedPart.Responsibility or ReplayedPart.Pays, _) => texts.Outcome("Party", word),
        (ReplayedPart.Remedy, _) => texts.Outcome("Standing", word.ToLowerInvariant()),
        (ReplayedPart.Bound, Replay.UnknownBound) => texts["Rules.ReplayBoundUnknown"],
        (ReplayedPart.Bound, _) => Formats.Money(decimal.Parse(word, CultureInfo.InvariantCulture)),
        (ReplayedPart.Approval, _) => texts.Outcome("Decider", word),
        (ReplayedPart.Evidence, _) => texts.Outcome("Evidence", word),
        _ => texts.Outcome("Obligation", word),
    };
}
