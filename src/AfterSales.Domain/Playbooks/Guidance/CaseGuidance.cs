using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Questions;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>
/// What an agent is told at one moment (SPEC 4), read from the decisions that default playbooks have: responsibility, remedies, obligations,
/// evidence, phrases, approval. While facts are missing it tells apart what is certain and what may still come.
/// </summary>
public sealed class CaseGuidance
{
    /// <summary>Ten years: what is due later has no time.</summary>
    private const decimal MostHours = 87_600;

    /// <summary>What an agent is told without naming an amount.</summary>
    public static readonly IReadOnlyList<string> Told = [.. GuidanceTables.Outputs.Keys.Where(decision => decision != GuidanceTables.Approval)];

    private readonly CompiledPlaybook _playbook;
    private readonly GuidanceDecisions _decisions;
    private readonly FactSet _facts;

    private CaseGuidance(CompiledPlaybook playbook, FactSet facts)
    {
        (_playbook, _decisions, _facts) = (playbook, GuidanceDecisions.Of(playbook), facts);
        Evaluation = playbook.Evaluate(facts, _decisions.Told);
        Situation = Agreed(GuidanceTables.Situation, "situation");
        Responsibility = new Responsibility(Agreed(GuidanceTables.Responsibility, "party"), Agreed(GuidanceTables.Responsibility, "pays"));
        Options = [.. Ranked(Rows(GuidanceTables.Remedies))];
    }

    /// <summary>The answers behind it, for reasons row by row.</summary>
    public Evaluation Evaluation { get; }

    /// <summary>What the evidence comes to, in the playbook's own word; null while it is open.</summary>
    public string? Situation { get; }

    public Responsibility Responsibility { get; }

    /// <summary>What may be offered, ranked: preferred before allowed, certain before possible, then as the rows say; forbidden ones last.</summary>
    public IReadOnlyList<RemedyOption> Options { get; }

    /// <summary>What must be done. What two tables ask is due at the earlier.</summary>
    public IReadOnlyList<Duty> Duties => field ??=
    [
        .. DutiesOf(GuidanceTables.Obligations).Concat(DutiesOf(GuidanceTables.RemedyObligations)).GroupBy(duty => duty.Obligation)
            .Select(same => new Duty(same.Key, same.Min(duty => duty.Within), same.Any(duty => duty.IsCertain)))
            .OrderByDescending(duty => duty.IsCertain),
    ];

    public IReadOnlyList<EvidenceNeed> Evidence => field ??=
    [
        .. Certain(Rows(GuidanceTables.Evidence), row => (Evidence: row.Text("evidence")!, From: row.Text("from") ?? ""))
            .Select(need => new EvidenceNeed(need.Item.Evidence, need.Item.From, need.IsCertain)),
    ];

    public IReadOnlyList<FittingPhrase> Phrases => field ??=
    [
        .. Certain(Rows(GuidanceTables.Phrases), row => (Step: row.Text("step") ?? "", Phrase: row.Text("phrase")!))
            .Select(phrase => new FittingPhrase(phrase.Item.Step, phrase.Item.Phrase, phrase.IsCertain)),
    ];

    /// <summary>What to ask next, so that the remedies are settled.</summary>
    public NextQuestions Questions => field ??= _decisions.Table(GuidanceTables.Remedies) is null ? NextQuestions.None : _playbook.Questions(Evaluation, GuidanceTables.Remedies);

    public static CaseGuidance For(CompiledPlaybook playbook, FactSet facts) => new(playbook, facts);

    /// <summary>Who would have to decide if this remedy were agreed at this amount: shown before anybody asks (SPEC 4.2).</summary>
    public ApprovalDemand ApprovalFor(string remedy, decimal amount)
    {
        if (_decisions.Approval is not { } approval)
            return ApprovalDemand.Nobodys;
        var facts = _facts.Copy();
        facts.TrySet("chosen remedy", Value.Of(remedy));
        facts.TrySet("amount", Value.Of(amount));
        var answer = _playbook.Evaluate(facts, approval)[GuidanceTables.Approval];
        var table = _decisions.Table(GuidanceTables.Approval)!;
        var said = answer.Possible.Select(outcome => DemandOf(SaidRow.Of(table, outcome.Values, "who"), answer.IsDecided))
            .OfType<ApprovalDemand>().MinBy(demand => demand.Place) ?? ApprovalDemand.Nobodys;
        return Options.FirstOrDefault(one => one.Remedy == remedy) switch
        {
            null => said.Refused("not offered by the playbook", isCertain: Rows(GuidanceTables.Remedies).Count > 0),
            { Standing: Standing.Forbidden } => said.Refused("forbidden by the playbook", isCertain: true),
            var option => said.For(option, amount),
        };
    }

    /// <summary>What one outcome of the money table says; null for one in which nobody is named.</summary>
    private static ApprovalDemand? DemandOf(SaidRow[] said, bool isCertain)
    {
        if (said.Length == 0)
            return null;
        var strictest = said.MinBy(row => OutcomeCatalogue.Deciders.PlaceOf(row.Text("who")));
        return new ApprovalDemand(strictest.Text("who")!, [.. said.Where(row => row.Text("who") != "agent").DefaultIfEmpty(strictest).Select(row => row.Text("cause")).OfType<string>()], isCertain);
    }

    private static IEnumerable<RemedyOption> Ranked(IReadOnlyList<SaidRow[]> outcomes)
    {
        var tallies = new Dictionary<string, RemedyTally>(StringComparer.Ordinal);
        for (var outcome = 0; outcome < outcomes.Count; outcome++)
        {
            foreach (var row in outcomes[outcome])
            {
                var remedy = row.Text("remedy")!;
                if (!tallies.TryGetValue(remedy, out var tally))
                    tallies[remedy] = tally = new RemedyTally(remedy, place: tallies.Count);
                tally.Take(outcome, StandingOf(row), BoundOf(remedy, row["up to"]), row.Text("approval"));
            }
        }

        return tallies.Values.Select(tally => (tally.Place, Option: tally.Of(outcomes.Count)))
            .OrderBy(ranked => ranked.Option.Standing switch { Standing.Preferred => 0, Standing.Allowed => 1, _ => 2 })
            .ThenByDescending(ranked => ranked.Option.IsCertain).ThenBy(ranked => ranked.Place).Select(ranked => ranked.Option);
    }

    private IEnumerable<Duty> DutiesOf(string decision)
    {
        var outcomes = Rows(decision);
        return outcomes.SelectMany(rows => rows.GroupBy(row => row.Text("obligation")!).Select(same => (same.Key, Hours: same.Min(row => row.Number("hours")))))
            .GroupBy(duty => duty.Key).Select(same => new Duty(
                same.Key, same.Min(duty => duty.Hours) is >= 0 and <= MostHours and var hours ? TimeSpan.FromHours((double)hours) : null, same.Count() == outcomes.Count));
    }

    private static Standing StandingOf(SaidRow row) => row.Text("standing") switch
    {
        "preferred" => Standing.Preferred,
        "allowed" => Standing.Allowed,
        _ => Standing.Forbidden,
    };

    // What costs money or goods never costs nothing: without a number its bound is not known.
    private static Bound BoundOf(string remedy, in Value upTo) =>
        upTo.Kind == ValueKind.Number ? Bound.Of(upTo.AsNumber)
        : upTo.IsNull && !OutcomeCatalogue.Costly.Contains(remedy) ? Bound.Nothing
        : Bound.Unknown;

    private static IEnumerable<(T Item, bool IsCertain)> Certain<T>(IReadOnlyList<SaidRow[]> outcomes, Func<SaidRow, T> read) =>
        outcomes.SelectMany(rows => rows.Select(read).Distinct()).GroupBy(item => item).Select(same => (same.Key, same.Count() == outcomes.Count))
            .OrderByDescending(item => item.Item2);

    /// <summary>What each possible outcome of a decision says, as rows; nothing for a decision that the playbook does not have.</summary>
    private IReadOnlyList<SaidRow[]> Rows(string decision) => _decisions.Table(decision) is { } table
        ? [.. Evaluation[decision].Possible.Select(outcome => SaidRow.Of(table, Evaluation.ValuesOf(outcome), GuidanceTables.Outputs[decision][0]))]
        : [];

    /// <summary>The word that all outcomes of a decision with one row say; null when they differ.</summary>
    private string? Agreed(string decision, string output) =>
        Rows(decision).Select(rows => rows is [var one] ? one.Text(output) : null).Distinct().ToList() is [var word] ? word : null;
}
