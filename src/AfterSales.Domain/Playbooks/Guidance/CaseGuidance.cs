using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Questions;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>
/// What an agent is told at one moment (SPEC 4), read from the decisions that default playbooks have: responsibility, remedies, obligations,
/// evidence, phrases, approval. While facts are missing it tells apart what is certain and what may still come.
/// </summary>
public sealed class CaseGuidance
{
    private const string Remedies = "remedies";
    private const string Approval = "approval";

    /// <summary>What an agent is told without naming an amount.</summary>
    public static readonly IReadOnlyList<string> Told = ["situation", "responsibility", Remedies, "obligations", "remedy obligations", "evidence", "phrases"];

    private readonly CompiledPlaybook _playbook;
    private readonly FactSet _facts;

    private CaseGuidance(CompiledPlaybook playbook, FactSet facts)
    {
        (_playbook, _facts, Evaluation) = (playbook, facts, playbook.Evaluate(facts, playbook.Only([.. playbook.Decisions.Select(decision => decision.Name).Intersect(Told)])));
        Situation = Agreed("situation", "situation");
        Responsibility = new Responsibility(Agreed("responsibility", "party"), Agreed("responsibility", "pays"));
        Options = [.. Ranked(Rows(Remedies))];
        Duties = [.. DutiesOf("obligations").Concat(DutiesOf("remedy obligations")).OrderByDescending(duty => duty.IsCertain).DistinctBy(duty => duty.Obligation)];
        Evidence = [.. Certain(Rows("evidence"), row => (Evidence: row.Text("evidence")!, From: row.Text("from")!))
            .Select(need => new EvidenceNeed(need.Item.Evidence, need.Item.From, need.IsCertain))];
        Phrases = [.. Certain(Rows("phrases"), row => (Step: row.Text("step")!, Phrase: row.Text("phrase")!))
            .Select(phrase => new FittingPhrase(phrase.Item.Step, phrase.Item.Phrase, phrase.IsCertain))];
    }

    /// <summary>The answers behind it, for reasons row by row.</summary>
    public Evaluation Evaluation { get; }

    /// <summary>What the evidence comes to, in the playbook's own word; null while it is open.</summary>
    public string? Situation { get; }

    public Responsibility Responsibility { get; }

    /// <summary>What may be offered, ranked: preferred before allowed, certain before possible, then as the rows say; forbidden ones last.</summary>
    public IReadOnlyList<RemedyOption> Options { get; }

    public IReadOnlyList<Duty> Duties { get; }

    public IReadOnlyList<EvidenceNeed> Evidence { get; }

    public IReadOnlyList<FittingPhrase> Phrases { get; }

    /// <summary>What to ask next, so that the remedies are settled.</summary>
    public NextQuestions Questions => field ??= _playbook.Questions(Evaluation, Remedies);

    public static CaseGuidance For(CompiledPlaybook playbook, FactSet facts) => new(playbook, facts);

    /// <summary>Who would have to decide if this remedy were agreed at this amount: shown before anybody asks (SPEC 4.2).</summary>
    public ApprovalDemand ApprovalFor(string remedy, decimal amount)
    {
        var facts = _facts.Copy();
        facts.TrySet("chosen remedy", Value.Of(remedy));
        facts.TrySet("amount", Value.Of(amount));
        var answer = _playbook.Evaluate(facts, _playbook.Only(Approval))[Approval];
        // Rows come strictest first, so the first decider of an outcome is its decider.
        var outcomes = answer.Possible.Select(outcome => RowsOf(Approval, outcome.Values)).Where(rows => rows.Count > 0)
            .OrderBy(rows => Place(rows[0].Text("who"))).ToList();
        if (outcomes.Count == 0)
            return new ApprovalDemand("refused", [], IsCertain: false);
        return DemandOf(outcomes[0], Options.FirstOrDefault(one => one.Remedy == remedy && one.Standing != Standing.Forbidden), amount, answer.IsDecided);
    }

    /// <summary>What the money table says, made stricter by what the remedy itself says: its bound, and the approval it needs.</summary>
    private static ApprovalDemand DemandOf(IReadOnlyList<SaidRow> said, RemedyOption? option, decimal amount, bool isCertain)
    {
        var decider = said[0].Text("who")!;
        List<string> causes = [.. said.Where(row => row.Text("who") != "agent").Select(row => row.Text("cause")!)];
        if (option?.UpTo < amount && decider == "agent")
            (decider, causes) = ("supervisor", ["over the bound"]);
        if (option?.Need is "supervisor" or "owner" && Place(option.Need) < Place(decider))
            (decider, causes) = (option.Need, [.. causes, "asked by the playbook"]);
        return new ApprovalDemand(decider, causes.Count > 0 ? causes : [said[0].Text("cause")!], isCertain);
    }

    private static int Place(string? decider) => OutcomeCatalogue.Deciders.PlaceOf(decider);

    private static IEnumerable<RemedyOption> Ranked(IReadOnlyList<IReadOnlyList<SaidRow>> outcomes) => outcomes
        .SelectMany(rows => rows.GroupBy(row => row.Text("remedy")!).Select(same => same.MaxBy(StandingOf)!))
        .GroupBy(row => row.Text("remedy")!).Select((same, place) => (Option: Option(same.Key, [.. same], outcomes.Count), place))
        .OrderBy(ranked => ranked.Option.Standing switch { Standing.Preferred => 0, Standing.Allowed => 1, _ => 2 })
        .ThenByDescending(ranked => ranked.Option.IsCertain).ThenBy(ranked => ranked.place).Select(ranked => ranked.Option);

    /// <summary>
    /// A remedy offered in every outcome is certain, at its weakest standing and smallest bound; forbidden in every outcome it is forbidden
    /// for certain. Otherwise it may still come, and no amount is shown: never a number before the why.
    /// </summary>
    private static RemedyOption Option(string remedy, IReadOnlyList<SaidRow> rows, int outcomes)
    {
        var offers = rows.Where(row => StandingOf(row) != Standing.Forbidden).ToList();
        if (offers.Count == 0)
            return new RemedyOption(remedy, Standing.Forbidden, null, "none", rows.Count == outcomes);
        var need = offers.Select(row => row.Text("approval") ?? "none").MaxBy(OutcomeCatalogue.Needs.PlaceOf)!;
        return offers.Count == outcomes
            ? new RemedyOption(remedy, offers.Min(StandingOf), offers.Min(row => row.Number("up to")), need, IsCertain: true)
            : new RemedyOption(remedy, offers.Max(StandingOf), null, need, IsCertain: false);
    }

    private IEnumerable<Duty> DutiesOf(string decision)
    {
        var outcomes = Rows(decision);
        return outcomes.SelectMany(rows => rows.GroupBy(row => row.Text("obligation")!).Select(same => (same.Key, Hours: same.Min(row => row.Number("hours")))))
            .GroupBy(duty => duty.Key).Select(same => new Duty(
                same.Key, same.Min(duty => duty.Hours) is { } hours ? TimeSpan.FromHours((double)hours) : null, same.Count() == outcomes.Count));
    }

    private static Standing StandingOf(SaidRow row) => row.Text("standing") switch
    {
        "preferred" => Standing.Preferred,
        "forbidden" => Standing.Forbidden,
        _ => Standing.Allowed,
    };

    private static IEnumerable<(T Item, bool IsCertain)> Certain<T>(IReadOnlyList<IReadOnlyList<SaidRow>> outcomes, Func<SaidRow, T> read) =>
        outcomes.SelectMany(rows => rows.Select(read).Distinct()).GroupBy(item => item).Select(same => (same.Key, same.Count() == outcomes.Count))
            .OrderByDescending(item => item.Item2);

    /// <summary>What each possible outcome of a decision says, as rows; nothing for a decision that the playbook does not have.</summary>
    private IReadOnlyList<IReadOnlyList<SaidRow>> Rows(string decision) =>
        _playbook.Decisions.Any(one => one.Name == decision)
            ? [.. Evaluation[decision].Possible.Select(outcome => RowsOf(decision, Evaluation.ValuesOf(outcome)))]
            : [];

    /// <summary>The word that all outcomes of a decision with one row say; null when they differ.</summary>
    private string? Agreed(string decision, string output) =>
        Rows(decision).Select(rows => rows is [var one] ? one.Text(output) : null).Distinct().ToList() is [var word] ? word : null;

    private IReadOnlyList<SaidRow> RowsOf(string decision, IReadOnlyList<Value> values)
    {
        var table = (DecisionTable)_playbook.Decisions.First(one => one.Name == decision).Logic;
        string[] names = [.. table.Outputs.Select(output => output.Name)];
        var rows = values.Select(value => value.Kind == ValueKind.List ? value.AsList.Length : value.IsKnown && !value.IsNull ? 1 : 0).DefaultIfEmpty().Max();
        return [.. Enumerable.Range(0, rows).Select(row => new SaidRow(names, [.. values.Select(value => At(value, row))]))];
    }

    private static Value At(in Value value, int row) =>
        value.Kind != ValueKind.List ? value : row < value.AsList.Length ? value.AsList[row] : Value.Unknown;

    /// <summary>The outputs of one row that speaks.</summary>
    private sealed record SaidRow(string[] Names, Value[] Values)
    {
        public string? Text(string output) => Of(output) is { Kind: ValueKind.Text } value ? value.AsText : null;

        public decimal? Number(string output) => Of(output) is { Kind: ValueKind.Number } value ? value.AsNumber : null;

        private Value Of(string output) => Array.IndexOf(Names, output) is >= 0 and var place ? Values[place] : Value.Unknown;
    }
}
