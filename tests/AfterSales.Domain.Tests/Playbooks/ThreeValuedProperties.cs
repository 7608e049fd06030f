using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Made-up playbooks, each held against the plainest reading of the standard over all ways to answer.</summary>
public sealed class ThreeValuedProperties
{
    private static readonly string[] Decisions = ["blame", "limit", "offer"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_EverythingKnown_AgreesWithTheOracle(int seed)
    {
        foreach (var computed in new[] { false, true })
        {
            var playbook = new RandomPlaybooks(seed, computed).Next();
            var (compiled, oracle) = (playbook.Compiled(), new Oracle(playbook));
            foreach (var facts in RandomPlaybooks.Completions([]))
            {
                var evaluation = compiled.Evaluate(compiled.With(facts));
                foreach (var decision in Decisions)
                {
                    evaluation[decision].IsDecided.ShouldBeTrue();
                    // Whether computed outputs conflict is seen in their value alone.
                    var said = Oracle.Text(evaluation[decision].Outcome!, evaluation[decision].Values);
                    (computed ? said.Split(' ')[0] : said).ShouldBe(computed ? oracle.Says(decision, facts).Split(' ')[0] : oracle.Says(decision, facts));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_SomethingUnknown_LeavesExactlyWhatCanComeOut(int seed)
    {
        var random = new RandomPlaybooks(seed);
        var playbook = random.Next();
        var (compiled, oracle) = (playbook.Compiled(), new Oracle(playbook));
        for (var i = 0; i < 12; i++)
        {
            var known = random.Known(i / 12.0);
            var evaluation = compiled.Evaluate(compiled.With(known));
            foreach (var decision in Decisions)
            {
                var expected = RandomPlaybooks.Completions(known).Select(facts => oracle.Says(decision, facts)).Distinct().Order(StringComparer.Ordinal);
                var left = evaluation[decision].Possible.Select(outcome => Oracle.Text(outcome, outcome.Values)).Order(StringComparer.Ordinal);
                left.ShouldBe(expected, decision);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluate_OneFactMore_NeverContradictsWhatWasDecided(int seed)
    {
        var random = new RandomPlaybooks(seed, computed: true);
        var compiled = random.Next().Compiled();
        for (var i = 0; i < 12; i++)
        {
            var known = random.Known(i / 12.0);
            var before = compiled.Evaluate(compiled.With(known));
            foreach (var later in RandomPlaybooks.Completions(known).Select(facts => compiled.Evaluate(compiled.With(facts))))
            {
                foreach (var decision in Decisions.Where(decision => before[decision].IsDecided))
                    later[decision].Values.ShouldBe(before[decision].Values);
                foreach (var decision in Decisions)
                    before[decision].Possible.ShouldContain(later[decision].Outcome!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Explain_EverythingKnown_FiresTheRowsThatMatch(int seed)
    {
        var random = new RandomPlaybooks(seed);
        var compiled = random.Next().Compiled();
        for (var i = 0; i < 12; i++)
        {
            var evaluation = compiled.Evaluate(compiled.With(random.Known(1)));
            foreach (var explanation in Decisions.Select(decision => compiled.Explain(evaluation, decision)))
            {
                var spoke = explanation.Rows.Where(row => row.State is RowState.Fired or RowState.Conflicting).ToList();
                (spoke.Count > 0).ShouldBe(explanation.Answer.Outcome!.IsMatch);
                spoke.Exists(row => row.State == RowState.Conflicting).ShouldBe(explanation.Answer.Outcome.IsConflict);
                explanation.Rows.ShouldAllBe(row => row.State != RowState.Open && row.State != RowState.Waiting);
                explanation.Rows.ShouldAllBe(row => (row.State == RowState.Failed) == (row.Condition != null));
                if (explanation.Decision.Logic is DecisionTable { HitPolicy: HitPolicy.First or HitPolicy.Priority })
                    spoke.Count.ShouldBeLessThanOrEqualTo(1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Explain_SomethingUnknown_SaysNothingThatTurnsOutOtherwise(int seed)
    {
        var random = new RandomPlaybooks(seed);
        var compiled = random.Next().Compiled();
        for (var i = 0; i < 4; i++)
        {
            var known = random.Known(i / 4.0);
            var before = compiled.Evaluate(compiled.With(known));
            foreach (var later in RandomPlaybooks.Completions(known).Select(facts => compiled.Evaluate(compiled.With(facts))))
            {
                foreach (var (early, late) in Decisions.SelectMany(decision => compiled.Explain(before, decision).Rows.Zip(compiled.Explain(later, decision).Rows)))
                {
                    var speaks = late.State is RowState.Fired or RowState.Conflicting;
                    (early.State switch
                    {
                        RowState.Fired or RowState.Conflicting => speaks,
                        RowState.Failed or RowState.Outranked => !speaks,
                        RowState.Waiting => late.State is RowState.Fired or RowState.Outranked,
                        _ => true,
                    }).ShouldBeTrue($"{early.State} became {late.State}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Questions_AnyFacts_AreThoseThatCanStillChangeTheAnswer(int seed)
    {
        var random = new RandomPlaybooks(seed);
        var playbook = random.Next();
        var (compiled, oracle) = (playbook.Compiled(), new Oracle(playbook));
        for (var i = 0; i < 6; i++)
        {
            var known = random.Known(i / 8.0);
            var evaluation = compiled.Evaluate(compiled.With(known));
            foreach (var decision in Decisions)
            {
                var questions = compiled.Questions(evaluation, decision);
                var brute = new BruteQuestions(oracle, decision, known);
                questions.IsExact.ShouldBeTrue();
                questions.Facts.Select(fact => fact.Name).Order(StringComparer.Ordinal).ShouldBe(brute.CanChange().Order(StringComparer.Ordinal));
                questions.Shortest.Sum(fact => fact.Cost).ShouldBe(brute.CheapestCost(playbook.Facts));
                brute.CanDecide([.. questions.Shortest.Select(fact => fact.Name)]).ShouldBeTrue();
                questions.Facts.Take(questions.Shortest.Length).ShouldBe(questions.Shortest);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Questions_Computed_NeverMissAFactThatDecides(int seed)
    {
        var random = new RandomPlaybooks(seed, computed: true);
        var compiled = random.Next().Compiled();
        for (var i = 0; i < 6; i++)
        {
            var known = random.Known(i / 8.0);
            var evaluation = compiled.Evaluate(compiled.With(known));
            foreach (var decision in Decisions)
            {
                var asked = compiled.Questions(evaluation, decision).Facts.Select(fact => fact.Name).ToHashSet();
                (asked.Count > 0).ShouldBe(!evaluation[decision].IsDecided);
                foreach (var facts in RandomPlaybooks.Completions(known))
                    compiled.Evaluate(compiled.With([.. known, .. facts.Where(fact => asked.Contains(fact.Item1))]))[decision].IsDecided.ShouldBeTrue();
            }
        }
    }

    /// <summary>The definition of a question worth asking, tried out.</summary>
    private sealed class BruteQuestions(Oracle oracle, string decision, (string Fact, Value Value)[] known)
    {
        private readonly List<((string Fact, Value Value)[] Facts, string Says)> _all =
            [.. RandomPlaybooks.Completions(known).Select(facts => (facts, oracle.Says(decision, facts)))];

        private readonly string[] _unknown = [.. RandomPlaybooks.Domains.Keys.Except(known.Select(fact => fact.Fact))];

        public IEnumerable<string> CanChange() => _unknown.Where(fact =>
            _all.GroupBy(way => Key(way.Facts.Where(other => other.Fact != fact))).Any(same => same.Select(way => way.Says).Distinct().Skip(1).Any()));

        public bool CanDecide(string[] facts) => _all.GroupBy(way => Key(way.Facts.Where(fact => facts.Contains(fact.Fact))))
            .Any(same => !same.Select(way => way.Says).Distinct().Skip(1).Any());

        public decimal CheapestCost(IEnumerable<FactDefinition> facts) => Subsets().Where(CanDecide)
            .Min(subset => facts.Where(fact => subset.Contains(fact.Name)).Sum(fact => fact.Cost));

        private IEnumerable<string[]> Subsets() =>
            Enumerable.Range(0, 1 << _unknown.Length).Select(mask => _unknown.Where((_, i) => (mask & (1 << i)) != 0).ToArray());

        private static string Key(IEnumerable<(string Fact, Value Value)> facts) => string.Join(";", facts.OrderBy(fact => fact.Fact, StringComparer.Ordinal));
    }
}
