using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using BenchmarkDotNet.Attributes;

namespace AfterSales.Benchmarks;

/// <summary>The playbook of wrong items as it ships, with what all types share: the same targets as for the sample of 60 rows.</summary>
[MemoryDiagnoser]
public class DefaultPlaybookBenchmarks
{
    private const int Cases = 1024;

    private CompiledPlaybook _playbook = null!;
    private FactSet[] _known = null!;
    private FactSet[] _halfKnown = null!;
    private DecisionSet _fiveTables = null!;
    private int _next;

    [GlobalSetup]
    public void Compile()
    {
        _playbook = CompiledPlaybook.Compile(DefaultPlaybooks.Of("WrongItem")).Compiled!;
        _fiveTables = _playbook.Only("situation", "responsibility", "remedies", "obligations", "evidence");
        var random = new Random(1);
        _known = [.. Enumerable.Range(0, Cases).Select(_ => Facts(_playbook, random, share: 1))];
        _halfKnown = [.. Enumerable.Range(0, Cases).Select(_ => Facts(_playbook, random, share: 0.5))];
    }

    [Benchmark(Description = "all decisions, all facts known")]
    public Evaluation EvaluateAll() => _playbook.Evaluate(_known[_next++ % Cases]);

    [Benchmark(Description = "five tables, all facts known")]
    public Evaluation EvaluateKnown() => _playbook.Evaluate(_known[_next++ % Cases], _fiveTables);

    [Benchmark(Description = "five tables, half of the facts known")]
    public Evaluation EvaluateHalfKnown() => _playbook.Evaluate(_halfKnown[_next++ % Cases], _fiveTables);

    [Benchmark(Description = "guidance, half of the facts known")]
    public CaseGuidance Guidance() => CaseGuidance.For(_playbook, _halfKnown[_next++ % Cases]);

    [Benchmark(Description = "compile all nine playbooks")]
    public int CompileAll() => DefaultPlaybooks.Types.Sum(type => CompiledPlaybook.Compile(DefaultPlaybooks.Of(type)).Compiled!.Decisions.Count);

    private static FactSet Facts(CompiledPlaybook playbook, Random random, double share)
    {
        var facts = playbook.NewFacts();
        foreach (var fact in playbook.Source.Facts.Where(_ => random.NextDouble() < share))
        {
            var value = fact.Type switch
            {
                { Kind: ValueKind.Boolean } => Value.Of(random.Next(2) == 0),
                { Kind: ValueKind.Number } => Value.Of((decimal)random.Next(400)),
                var type => type.Enumerated(FeelScope.Empty) is var words ? words[random.Next(words.Length)] : default,
            };
            if (!facts.TrySet(fact.Name, value))
                throw new InvalidOperationException($"{fact.Name} cannot be {value}.");
        }

        return facts;
    }
}
