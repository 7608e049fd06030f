using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using BenchmarkDotNet.Attributes;

namespace AfterSales.Benchmarks;

/// <summary>The playbook of wrong items as it ships, with what all types share: the same targets as for the sample of 60 rows.</summary>
[MemoryDiagnoser]
public class DefaultPlaybookBenchmarks
{
    private const int Cases = 1024;
    private const int PastCases = 10_000;

    private CompiledPlaybook _playbook = null!;
    private FactSet[] _known = null!;
    private FactSet[] _halfKnown = null!;
    private DecisionSet _fiveTables = null!;
    private CompiledPlaybook _now = null!;
    private CompiledPlaybook _changed = null!;
    private DecisionSet _wantedNow = null!;
    private DecisionSet _wantedChanged = null!;
    private Value[][] _past = null!;
    private int _next;

    [GlobalSetup]
    public void Compile()
    {
        _playbook = CompiledPlaybook.Compile(DefaultPlaybooks.Of("WrongItem")).Compiled!;
        _fiveTables = _playbook.Only("situation", "responsibility", "remedies", "obligations", "evidence");
        var random = new Random(1);
        _known = [.. Enumerable.Range(0, Cases).Select(_ => Facts(_playbook, random, share: 1))];
        _halfKnown = [.. Enumerable.Range(0, Cases).Select(_ => Facts(_playbook, random, share: 0.5))];

        var quality = DefaultPlaybooks.Of("Quality");
        _now = CompiledPlaybook.Compile(quality).Compiled!;
        _changed = CompiledPlaybook.Compile(quality with { Decisions = [.. quality.Decisions.Select(Longer)] }).Compiled!;
        (_wantedNow, _wantedChanged) = (_now.Only("remedies"), _changed.Only("remedies"));
        _past = [.. Enumerable.Range(0, PastCases).Select(_ => Facts(_now, random, share: 0.9)).Select(facts => Enumerable.Range(0, facts.Count).Select(slot => facts[slot]).ToArray())];
    }

    [Benchmark(Description = "all decisions, all facts known")]
    public Evaluation EvaluateAll() => _playbook.Evaluate(_known[_next++ % Cases]);

    [Benchmark(Description = "five tables, all facts known")]
    public Evaluation EvaluateKnown() => _playbook.Evaluate(_known[_next++ % Cases], _fiveTables);

    [Benchmark(Description = "five tables, half of the facts known")]
    public Evaluation EvaluateHalfKnown() => _playbook.Evaluate(_halfKnown[_next++ % Cases], _fiveTables);

    [Benchmark(Description = "guidance, half of the facts known")]
    public CaseGuidance Guidance() => CaseGuidance.For(_playbook, _halfKnown[_next++ % Cases]);

    /// <summary>Cases of quality are answered by the playbook as it is, and by one that gives buyers a week instead of three days; both from the values that a case keeps.</summary>
    [Benchmark(Description = "replay 10 000 cases, two versions")]
    public int Replay()
    {
        var different = 0;
        foreach (var values in _past)
        {
            var (before, after) = (Remedies(_now, _wantedNow, values), Remedies(_changed, _wantedChanged, values));
            if (!before.Values.SequenceEqual(after.Values) || before.IsDecided != after.IsDecided)
                different++;
        }

        return different > 0 ? different : throw new InvalidOperationException("The versions do not differ.");
    }

    [Benchmark(Description = "compile all nine playbooks")]
    public int CompileAll() => DefaultPlaybooks.Types.Sum(type => CompiledPlaybook.Compile(DefaultPlaybooks.Of(type)).Compiled!.Decisions.Count);

    private static Decision Longer(Decision decision) =>
        decision is { Name: "quality window", Logic: LiteralExpression days } ? decision with { Logic = days with { Text = "7" } } : decision;

    private static Answer Remedies(CompiledPlaybook playbook, DecisionSet wanted, Value[] values)
    {
        var facts = playbook.NewFacts();
        for (var slot = 0; slot < values.Length; slot++)
            facts.TrySet(slot, values[slot]);
        return playbook.Evaluate(facts, wanted)["remedies"];
    }

    private static FactSet Facts(CompiledPlaybook playbook, Random random, double share)
    {
        var facts = playbook.NewFacts();
        foreach (var fact in playbook.Source.Facts.Where(_ => random.NextDouble() < share))
        {
            var value = fact.Type switch
            {
                { Kind: ValueKind.Boolean } => Value.Of(random.Next(2) == 0),
                { Kind: ValueKind.Number } => Value.Of((decimal)random.Next(fact.Type.IsMoney ? 400 : 12)),
                var type => type.Enumerated(FeelScope.Empty) is var words ? words[random.Next(words.Length)] : default,
            };
            if (!facts.TrySet(fact.Name, value))
                throw new InvalidOperationException($"{fact.Name} cannot be {value}.");
        }

        return facts;
    }
}
