using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>
/// Whether a case type lets somebody decide on money who may not by what all types share (SPEC 4.2): because it has an approval table of its own, or a guide
/// or limit that the shared one reads. It looks at each remedy and amount where nothing else stands in the way, and then lets one thing after another do
/// so: what it finds is so; what it does not find may still be.
/// </summary>
public sealed class ApprovalCheck
{
    private const decimal Much = 1_000_000;
    private static readonly string[] Demanded = ["chosen remedy", "amount"];

    private readonly Side _shared;
    private readonly Side _own;
    private readonly IReadOnlyDictionary<string, Value[]> _candidates;

    private ApprovalCheck(Side shared, Side own)
    {
        (_shared, _own) = (shared, own);
        _candidates = shared.Facts.Concat(own.Facts).DistinctBy(fact => fact.Name).ToDictionary(fact => fact.Name, Candidates, StringComparer.Ordinal);
    }

    /// <summary>A warning with facts that show it; null when nothing was found, or one of the two cannot answer.</summary>
    /// <param name="own">A case type's own file.</param>
    public static PlaybookProblem? Laxer(Playbook own, Playbook shared) =>
        Side.Of(shared) is { } before && Side.Of(own.With(shared)) is { } after ? new ApprovalCheck(before, after).Look() : null;

    private PlaybookProblem? Look()
    {
        foreach (var remedy in _candidates.GetValueOrDefault(Demanded[0], []))
        {
            foreach (var amount in _candidates.GetValueOrDefault(Demanded[1], []))
            {
                var quiet = _candidates.ToDictionary(fact => fact.Key, fact => fact.Value[0], StringComparer.Ordinal);
                (quiet[Demanded[0]], quiet[Demanded[1]]) = (remedy, amount);
                foreach (var (name, values) in _candidates.Where(fact => !Demanded.Contains(fact.Key)))
                    quiet[name] = values.MinBy(value => _shared.Strictness(With(quiet, name, value)));
                if (_candidates.SelectMany(fact => fact.Value.Select(value => Compare(With(quiet, fact.Key, value), fact.Key))).FirstOrDefault(found => found is not null) is { } laxer)
                    return laxer;
            }
        }

        return null;
    }

    private PlaybookProblem? Compare(Dictionary<string, Value> facts, string changed)
    {
        // An unknown fact would leave either of them open.
        if (_shared.Decider(facts) is not { } before || _own.Decider(facts) is not { } after) return null;
        return OutcomeCatalogue.Deciders.PlaceOf(after) <= OutcomeCatalogue.Deciders.PlaceOf(before) ? null
            : PlaybookProblem.Warning("approval.laxer", before, after) with { Decision = GuidanceTables.Approval, Example = [.. facts.OrderByDescending(fact => Demanded.Contains(fact.Key) || fact.Key == changed).Select(fact => new NamedValue(fact.Key, fact.Value))] };
    }

    private static Dictionary<string, Value> With(Dictionary<string, Value> facts, string name, in Value value) => new(facts, StringComparer.Ordinal) { [name] = value };

    /// <summary>Values of a fact that cells tell apart; of an amount also what guides and limits name, and a little more.</summary>
    private Value[] Candidates(FactDefinition fact)
    {
        var values = _shared.Samples(fact.Name).Concat(_own.Samples(fact.Name));
        if (fact.Type.Kind == ValueKind.Boolean) values = values.Concat([Value.False, Value.True]);
        if (fact.Type.Kind == ValueKind.Number) values = values.Concat([Value.Of(Much), Value.Of(0m)]);
        if (fact.Name == Demanded[1]) values = values.Concat(_shared.Numbers().Concat(_own.Numbers()).SelectMany(number => (Value[])[Value.Of(number), Value.Of(number + 0.01m)]));
        return [.. values.Concat(fact.Type.Enumerated(Feel.FeelScope.Empty)).Distinct().Where(value => _shared.May(fact.Name, value) && _own.May(fact.Name, value)).DefaultIfEmpty(Value.Unknown)];
    }

    /// <summary>A playbook that says who decides.</summary>
    private sealed class Side(CompiledPlaybook playbook, DecisionTable table)
    {
        private readonly DecisionSet _approval = playbook.Only(GuidanceTables.Approval);

        /// <summary>What the decision reads, through whichever decisions.</summary>
        public IEnumerable<FactDefinition> Facts => _approval.Decisions.SelectMany(decision => playbook.CompiledDecisions[decision].Parsed.Symbols)
            .Where(symbol => symbol < playbook.Source.Facts.Count).Distinct().Select(symbol => playbook.Source.Facts[symbol]);

        public static Side? Of(Playbook source) =>
            CompiledPlaybook.Compile(source).Compiled is { } playbook && playbook.Decisions.FirstOrDefault(one => one.Name == GuidanceTables.Approval)?.Logic is DecisionTable table
                ? new(playbook, table) : null;

        public IEnumerable<Value> Samples(string fact) => playbook.Variables.Where(variable => variable.Expression.ToString() == fact).SelectMany(variable => variable.Partition.Samples);

        public IEnumerable<decimal> Numbers() => playbook.CompiledDecisions.SelectMany(decision => decision.Outcomes).SelectMany(outcome => playbook.Outcomes[outcome].Values)
            .Concat(playbook.Variables.SelectMany(variable => variable.Partition.Samples)).Where(value => value.Kind == ValueKind.Number).Select(value => value.AsNumber).Where(number => Math.Abs(number) <= Much).Distinct();

        public bool May(string fact, in Value value) => !playbook.Source.Facts.Any(one => one.Name == fact) || playbook.NewFacts().TrySet(fact, value);

        /// <summary>The strictest who is named; refused when nobody is, and null while it is open.</summary>
        public string? Decider(Dictionary<string, Value> facts) => Said(facts) is { } said ? said.MinBy(OutcomeCatalogue.Deciders.PlaceOf) ?? "refused" : null;

        /// <summary>The more there is that somebody else than the agent has to look at, the more.</summary>
        public int Strictness(Dictionary<string, Value> facts) => (Said(facts) ?? []).Sum(who => OutcomeCatalogue.Deciders.PlaceOf("agent") - OutcomeCatalogue.Deciders.PlaceOf(who));

        private string[]? Said(Dictionary<string, Value> facts)
        {
            var known = playbook.NewFacts();
            foreach (var (name, value) in facts) known.TrySet(name, value);
            var answer = playbook.Evaluate(known, _approval)[GuidanceTables.Approval];
            return answer.IsDecided ? [.. SaidRow.Of(table, answer.Values, "who").Select(row => row.Text("who")!)] : null;
        }
    }
}
