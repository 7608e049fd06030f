using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Questions;
using AfterSales.Domain.Playbooks.Tables;
using BenchmarkDotNet.Attributes;

namespace AfterSales.Benchmarks;

/// <summary>
/// The targets of the rule engine: a million evaluations a second and core for a playbook of 60 rows in five chained tables with at most
/// 1 KB allocated each, and a thousand rows loaded and checked in less than 200 ms. An evaluation answers all five decisions.
/// </summary>
[MemoryDiagnoser]
public class PlaybookBenchmarks
{
    private const int Cases = 1024;

    private readonly Playbook _fiveTables = SamplePlaybooks.FiveTables();
    private readonly Playbook _thousandRows = SamplePlaybooks.ThousandRows();
    private CompiledPlaybook _playbook = null!;
    private FactSet[] _known = null!;
    private FactSet[] _halfKnown = null!;
    private int _next;

    [GlobalSetup]
    public void Compile()
    {
        _playbook = CompiledPlaybook.Compile(_fiveTables).Compiled!;
        var random = new Random(1);
        _known = [.. Enumerable.Range(0, Cases).Select(_ => SamplePlaybooks.Facts(_playbook, random, share: 1))];
        _halfKnown = [.. Enumerable.Range(0, Cases).Select(_ => SamplePlaybooks.Facts(_playbook, random, share: 0.5))];
    }

    [Benchmark(Description = "evaluate, all facts known")]
    public Evaluation EvaluateKnown() => _playbook.Evaluate(_known[_next++ % Cases]);

    [Benchmark(Description = "evaluate, half of the facts known")]
    public Evaluation EvaluateHalfKnown() => _playbook.Evaluate(_halfKnown[_next++ % Cases]);

    [Benchmark(Description = "next questions, half of the facts known")]
    public NextQuestions Questions() => _playbook.Questions(_playbook.Evaluate(_halfKnown[_next++ % Cases]), "approval");

    [Benchmark(Description = "load and check the 60 rows")]
    public int CheckSixtyRows() => CompiledPlaybook.Compile(_fiveTables).Compiled!.Check().Count;

    [Benchmark(Description = "load and check 1 000 rows")]
    public int CheckThousandRows() => CompiledPlaybook.Compile(_thousandRows).Compiled!.Check().Count;
}
