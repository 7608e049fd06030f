using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Evidence;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>What the guidance panel says, in sentences: to its reader, or, in the store's language, to the buyer.</summary>
public sealed class GuidanceWords(Texts texts, Formats formats)
{
    private const int MostSentences = 2;

    /// <summary>The same in another language.</summary>
    public GuidanceWords In(Texts language) => new(language, formats.In(language));

    /// <summary>仓库 · 店铺承担; while it is open, that it is and who it may still be.</summary>
    public string Responsibility(CaseGuidance guidance)
    {
        var (party, pays) = guidance.Responsibility;
        if (party is null) return texts["Guidance.PartyOpen"];
        var who = texts.Outcome("Party", party);
        return pays is null or "nobody" ? who : texts["Guidance.PartyPays", who, texts.Outcome("Party", pays)];
    }

    /// <summary>Who has to decide, or that nobody can; null for what needs nobody else.</summary>
    public string? Approval(RemedyOption option, ApprovalDemand demand) => demand.Decider switch
    {
        "agent" => null,
        // Nothing is known yet that forbids it: what is still to be asked stands below, and only the remedy's own demand is sure.
        "refused" when !demand.IsCertain => option.Need is "supervisor" or "owner" ? texts["Guidance.NeedsApproval", texts[$"Guidance.Decider.{option.Need}"]] : null,
        "refused" => texts["Guidance.CannotPay"],
        var decider => texts[demand.IsCertain ? "Guidance.NeedsApproval" : "Guidance.MayNeedApproval", texts[$"Guidance.Decider.{decider}"]],
    };

    /// <summary>From which amount on who has to decide: 超过 ¥15.00 需主管审批、超过 ¥200.00 需店长审批. Null for what needs nobody else.</summary>
    public string? Approvals(OptionView option)
    {
        var said = option.Steps.Select(step => (step.Over, Said: Approval(option.Option, step.Demand))).Where(step => step.Said is not null)
            .Select(step => step.Over > 0 ? texts["Guidance.Over", Formats.Money(step.Over), step.Said] : step.Said!);
        return string.Join(texts["Guidance.ListComma"], said) is { Length: > 0 } all ? all : null;
    }

    /// <summary>Every cause for it: 超出赔付参考；超出个人权限.</summary>
    public string Causes(ApprovalDemand demand) => texts.Sentences(demand.Causes.Select(cause => texts.Outcome("Cause", cause)));

    /// <summary>Why it is so, in a sentence or two: the rows that decided, then what speaks loudest. Null while nothing is decided.</summary>
    public string? Because(GuidanceView view, ReasonWords reasons)
    {
        var spoken = new List<string>();
        if (view.Guidance.Situation is not null) spoken.AddRange(reasons.Spoken("situation"));
        if (view.Guidance.Responsibility.Party is not null) spoken.AddRange(reasons.Spoken("responsibility"));
        if (spoken.Count == 0) return null;
        var facts = new List<string>();
        if (view.Told.Sheet["days since signed"] is { Value.IsKnown: true } days) facts.Add(texts["Guidance.SignedDays", days.Value.AsNumber]);
        if (view.Told.Evidence.SentByBuyer is > 0 and var sent) facts.Add(texts[sent == 1 ? "Guidance.SentOne" : "Guidance.Sent", sent]);
        return texts.Sentences(spoken.Take(MostSentences).Concat(facts)) + texts["Guidance.FullStop"];
    }

    /// <summary>Who said a fact and when, or that the system did.</summary>
    public string Source(FactOnCase fact) => fact.Said is { } said ? $"{said.By} {formats.When(said.At)}" : texts["Playbooks.AnsweredBy.System"];

    public string Value(FactOnCase fact) => Value(fact.Name, fact.Value);

    public string Value(string fact, in Value value) => value.Kind == ValueKind.Boolean && texts.Find($"Playbooks.Value.{fact}.{value}") is null
        ? texts[value.AsBoolean ? "Guidance.Yes" : "Guidance.No"]
        : fact == "days since signed" && value.Kind == ValueKind.Number ? texts["Shared.Days", value.AsNumber] : texts.FactValue(fact, value);

    /// <summary>A phrase, filled in. What only the agent can fill in stays a gap to fill. Null when there is nothing to say for it.</summary>
    /// <param name="book">What the store says in its own words.</param>
    public string? Phrase(string phrase, PhraseBook book, Case subject, GuidanceOnCase told) => texts.Phrase(book, phrase)?.Replace(PhrasePlace.Mark, phrase switch
    {
        "restate" => texts.Word(subject.Subtype),
        "reassure parcel" when told.Rules.Playbook.NamedNumber("promise hours") is { } hours => formats.When(formats.Now.AddHours((double)hours)),
        _ => texts["Guidance.Gap"],
    }, StringComparison.Ordinal);

    /// <summary>A message that names exactly what is missing.</summary>
    public string AskFor(IEnumerable<string> evidence) => texts["Guidance.AskEvidence", string.Join(texts["Guidance.ListComma"], evidence.Select(piece => texts.Outcome("Evidence", piece)))];

    /// <summary>A message that says why what came cannot be used, and asks for it again.</summary>
    public string AskAgain(EvidenceView piece) =>
        texts["Guidance.AskEvidenceAgain", texts.Outcome("Evidence", piece.Need.Evidence), texts.Reason(piece.Rejected is [.., var last] ? last.Reason : null)];

    /// <summary>已核实 · 证实所说, 已采信 2 件, 不采信：照片模糊, 已收到 3 张, 10:24 已索取, 还没有.</summary>
    public string State(EvidenceView piece) => piece.Stage switch
    {
        EvidenceStage.Accepted when piece.Judged is { } fact => Value(fact),
        EvidenceStage.Accepted => texts["Guidance.Accepted", piece.Accepted],
        EvidenceStage.Received => texts["Guidance.Received", piece.Received],
        EvidenceStage.Rejected => texts["Guidance.Rejected", texts.Reason(piece.Rejected[^1].Reason)],
        EvidenceStage.Requested => texts["Guidance.AskedAt", formats.When(piece.Asked!.At)],
        _ => texts["Guidance.NotYet"],
    };

    /// <summary>What would come out otherwise: 补发：可以 → 首选.</summary>
    public string Change(ReplayedChange change)
    {
        var subject = change.Part switch
        {
            ReplayedPart.Responsibility => texts["Guidance.Responsibility"],
            ReplayedPart.Pays => texts["Guidance.PaysOf"],
            ReplayedPart.Obligation => texts.Outcome("Obligation", change.Subject),
            ReplayedPart.Evidence => texts.Outcome("Evidence", change.Subject),
            ReplayedPart.Bound => texts["Guidance.BoundOf", texts.Outcome("Remedy", change.Subject)],
            ReplayedPart.Approval => texts["Guidance.ApprovalOf", texts.Outcome("Remedy", change.Subject)],
            _ => texts.Outcome("Remedy", change.Subject),
        };
        return texts["Guidance.Change", subject, Side(change.Part, change.Before), Side(change.Part, change.After)];
    }

    private string Side(ReplayedPart part, string? word) => word is null
        ? texts[part is ReplayedPart.Responsibility or ReplayedPart.Pays or ReplayedPart.Remedy ? "Guidance.NotDecided" : "Guidance.Nothing"]
        : part switch
        {
            ReplayedPart.Responsibility or ReplayedPart.Pays => texts.Outcome("Party", word),
            ReplayedPart.Remedy => texts.Outcome("Standing", word.ToLowerInvariant()),
            ReplayedPart.Bound when word == Replay.UnknownBound => texts["Guidance.BoundUnknown"],
            ReplayedPart.Bound => Formats.Money(decimal.Parse(word, System.Globalization.CultureInfo.InvariantCulture)),
            ReplayedPart.Approval => texts.Outcome("Decider", word),
            ReplayedPart.Evidence => texts["Guidance.ToShow"],
            _ => texts["Guidance.ToDo"],
        };
}
