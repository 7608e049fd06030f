using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>A remedy that may be chosen.</summary>
/// <param name="Place">From 1: the key that picks it.</param>
/// <param name="Demand">Who would have to decide at its bound; not certain while that is not known.</param>
/// <param name="Steps">From which amount on who decides; one step where the amount does not matter.</param>
public sealed record OptionView(int Place, RemedyOption Option, ApprovalDemand Demand, IReadOnlyList<ApprovalStep> Steps)
{
    public static OptionView Of(int place, RemedyOption option, CaseGuidance guidance)
    {
        var demand = guidance.ApprovalFor(option.Remedy, option.UpTo ?? 0);
        return new(place, option, demand, option is { Need: "by amount", UpTo: { } most } ? guidance.ApprovalStepsFor(option.Remedy, most) : [new(0, demand)]);
    }

    public string Remedy => Option.Remedy;

    /// <summary>Whether an amount is agreed with the buyer.</summary>
    public bool AsksMoney => OutcomeCatalogue.Money.Contains(Option.Remedy);
}

/// <summary>How far a piece of evidence is that a playbook asks for.</summary>
public enum EvidenceStage
{
    Missing,
    Requested,

    /// <summary>Something came that may be it, and nobody has judged it.</summary>
    Received,

    /// <summary>A piece was accepted, or somebody said what it shows.</summary>
    Accepted,

    /// <summary>All that came was rejected, and it was not asked for again.</summary>
    Rejected,
}

/// <summary>A piece of evidence and how far it is.</summary>
/// <param name="Judged">The fact that says what it shows, once somebody said it.</param>
/// <param name="Received">How much came that may be it and was not judged.</param>
public sealed record EvidenceView(EvidenceNeed Need, FactOnCase? Judged, int Received, RequestedEvidence? Asked)
{
    /// <summary>How many pieces were accepted.</summary>
    public int Accepted { get; init; }

    /// <summary>The pieces that were rejected, the last one last.</summary>
    public IReadOnlyList<PieceSoFar> Rejected { get; init; } = [];

    public EvidenceStage Stage =>
        Accepted > 0 ? EvidenceStage.Accepted
        : Received > 0 ? Judged is null ? EvidenceStage.Received : EvidenceStage.Accepted
        : Rejected.Count > 0 ? Asked?.At > Rejected.Max(piece => piece.VerdictAt) ? EvidenceStage.Requested : EvidenceStage.Rejected
        : Judged is not null ? EvidenceStage.Accepted
        : Asked is not null ? EvidenceStage.Requested : EvidenceStage.Missing;

    public bool IsIn => Stage is EvidenceStage.Received or EvidenceStage.Accepted;

    public bool IsFromBuyer => Need.From == "buyer";
}

/// <summary>Guidance in the order in which the panel shows it, and what this person may do with it.</summary>
public sealed class GuidanceView
{
    private readonly Actor _actor;
    private readonly bool _isOpen;

    public GuidanceView(GuidanceOnCase told, Case subject, Actor actor)
    {
        (Told, _actor, _isOpen) = (told, actor, subject.IsOpen);
        var guidance = told.Guidance;
        Options = [.. guidance.Options.Where(option => option is { IsCertain: true, Standing: not Standing.Forbidden })
            .Select((option, place) => OptionView.Of(place + 1, option, guidance))];
        Possible = [.. guidance.Options.Where(option => option is { IsCertain: false, Standing: not Standing.Forbidden })];
        Forbidden = [.. guidance.Options.Where(option => option is { IsCertain: true, Standing: Standing.Forbidden })];
        var step = OutcomeCatalogue.Steps.PlaceOf(StepOf(subject.State));
        Phrases = [.. guidance.Phrases.OrderByDescending(phrase => phrase.IsCertain).ThenBy(phrase => Distance(phrase, step))];
        Evidence = [.. guidance.Evidence.Where(need => need.IsCertain).Select(EvidenceOf)];
        var facts = told.FactsRead.Where(fact => fact.Name is not ("chosen remedy" or "amount")).ToLookup(GroupOf);
        (Said, Progress, LookedUp) = ([.. facts[FactGroup.Said].OrderByDescending(fact => fact.Said!.At)], [.. facts[FactGroup.Progress]], [.. facts[FactGroup.LookedUp]]);
        Next = [.. told.Questions.Where(question => question.IsNext)];
        Later = [.. told.Questions.Where(question => !question.IsNext)];
    }

    private enum FactGroup
    {
        Unknown,
        Said,
        Progress,
        LookedUp,
    }

    public GuidanceOnCase Told { get; }

    public CaseGuidance Guidance => Told.Guidance;

    /// <summary>What may be chosen now, the best first.</summary>
    public IReadOnlyList<OptionView> Options { get; }

    /// <summary>What may still come, and may not be promised.</summary>
    public IReadOnlyList<RemedyOption> Possible { get; }

    public IReadOnlyList<RemedyOption> Forbidden { get; }

    /// <summary>The questions on the shortest way to a decision.</summary>
    public IReadOnlyList<Question> Next { get; }

    public IReadOnlyList<Question> Later { get; }

    /// <summary>What people said, the latest first.</summary>
    public IReadOnlyList<FactOnCase> Said { get; }

    /// <summary>What has not happened yet, and is said when it has.</summary>
    public IReadOnlyList<FactOnCase> Progress { get; }

    public IReadOnlyList<FactOnCase> LookedUp { get; }

    public IReadOnlyList<EvidenceView> Evidence { get; }

    /// <summary>What the buyer has still to send.</summary>
    public IEnumerable<string> MissingFromBuyer => Evidence.Where(piece => piece is { IsFromBuyer: true, Stage: EvidenceStage.Missing or EvidenceStage.Requested }).Select(piece => piece.Need.Evidence);

    /// <summary>The one piece that was asked for and that nothing was labelled as since; null where there is none, or are several: then nobody can tell what comes.</summary>
    public string? Wanted => Evidence.Where(piece => piece is { Asked: not null, Judged: null, Accepted: 0 } && Told.Evidence.Labelled(piece.Need.Evidence).All(one => one.Verdict == EvidenceVerdict.Rejected)).ToList() is [var only] ? only.Need.Evidence : null;

    /// <summary>What to say, what fits the present step first.</summary>
    public IReadOnlyList<FittingPhrase> Phrases { get; }

    public IEnumerable<Duty> Duties => Guidance.Duties.Where(duty => duty.IsCertain);

    public bool AsksItems => Told.Lines.Count > 0 && !Told.Lines.Any(line => line.IsChosen);

    /// <summary>Nothing is left to find out.</summary>
    public bool IsSettled => Told.Questions.Count == 0 && !AsksItems;

    /// <summary>What was agreed, and by whom it was said; null while nothing is.</summary>
    public FactOnCase? Chosen => Told.Sheet["chosen remedy"] is { Said: not null } chosen ? chosen : null;

    /// <summary>A case that is over is looked at, not worked on.</summary>
    public bool MayWork => _isOpen && _actor.May(Permission.HandleCases);

    /// <summary>Warehouse staff say what the warehouse is asked for.</summary>
    public bool MaySay(CatalogueFact fact) => MayWork || (_isOpen && fact.By == AnsweredBy.Warehouse && _actor.May(Permission.WriteNotes));

    /// <summary>From and up to, yuan; null while it is open or the rules have none.</summary>
    public (decimal From, decimal UpTo)? Guide
    {
        get
        {
            if (Told.Rules.Playbook.Decisions.All(decision => decision.Name != "guide")) return null;
            var values = Guidance.Evaluation["guide"].Values;
            return values is [{ Kind: ValueKind.Number }, { Kind: ValueKind.Number }] ? (values[0].AsNumber, values[1].AsNumber) : null;
        }
    }

    private EvidenceView EvidenceOf(EvidenceNeed need)
    {
        var judged = OutcomeCatalogue.JudgedBy.GetValueOrDefault(need.Evidence) is { } name && Told.Sheet[name] is { Origin: FactOrigin.Said or FactOrigin.LookedUp } fact ? fact : null;
        var (soFar, word) = (Told.Evidence, need.Evidence);
        var pieces = soFar.Labelled(word).ToList();
        var received = need.From == "buyer" ? soFar.ReceivedFor(word) : pieces.Count(piece => piece.Verdict is null) + soFar.Kept.GetValueOrDefault(word);
        return new(need, judged, received, soFar.Requested.GetValueOrDefault(word))
        {
            Accepted = pieces.Count(piece => piece.Verdict == EvidenceVerdict.Accepted),
            Rejected = [.. pieces.Where(piece => piece.Verdict == EvidenceVerdict.Rejected).OrderBy(piece => piece.VerdictAt)],
        };
    }

    private static FactGroup GroupOf(FactOnCase fact) => fact switch
    {
        { Origin: FactOrigin.Said } => FactGroup.Said,
        { Origin: FactOrigin.AtFirst, MaySay: true } => FactGroup.Progress,
        { Value.IsKnown: true } => FactGroup.LookedUp,
        _ => FactGroup.Unknown,
    };

    // What comes next is nearer than what is behind.
    private static int Distance(FittingPhrase phrase, int step) => OutcomeCatalogue.Steps.PlaceOf(phrase.Step) - step is >= 0 and var ahead ? ahead : OutcomeCatalogue.Steps.Words.Length - OutcomeCatalogue.Steps.PlaceOf(phrase.Step);

    private static string StepOf(CaseState state) => state switch
    {
        CaseState.New or CaseState.Confirming => "confirming",
        CaseState.Analysing => "analysing",
        CaseState.Negotiating => "negotiating",
        CaseState.Executing => "executing",
        _ => "follow-up",
    };
}
