using System.Diagnostics;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Whatever arrives as a file ends as a playbook or as problems that name their place, soon and without much memory; nothing ever throws.</summary>
public sealed class DamagedFileTests
{
    private const long MostBytes = 400_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_DamagedFiles_AreAnsweredOrRefusedSoon(int seed)
    {
        var files = new DamagedFiles(seed);
        var answered = 0;
        for (var i = 0; i < 25; i++)
        {
            var file = files.Next();
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            try
            {
                answered += Go(file) ? 1 : 0;
            }
            catch (Exception e) when (e is not Shouldly.ShouldAssertException)
            {
                throw new InvalidOperationException($"File {i} of seed {seed}: {System.Text.Encoding.UTF8.GetString(file)}", e);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes);
            if (watch.Elapsed > Longest)
                Again(file).ShouldBeLessThan(Longest, $"file {i} of seed {seed}");
        }

        answered.ShouldBeGreaterThan(0);
    }

    /// <summary>The machine may have been busy.</summary>
    private static TimeSpan Again(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        Go(file);
        return watch.Elapsed;
    }

    private static bool Go(byte[] file)
    {
        var (read, problems) = DmnReader.Read(file);
        (read is null).ShouldBe(problems.Count > 0);
        if (read is null)
            return false;
        foreach (var written in (string[])[DmnWriter.Write(read), DmnWriter.Write(read with { Document = null })])
        {
            var (again, lost) = DmnReader.Read(written);
            lost.ShouldBeEmpty();
            if (!read.Facts.Select(fact => fact.Name).Concat(read.Decisions.Select(decision => decision.Name)).GroupBy(name => name).Any(same => same.Skip(1).Any() || same.Key.Trim() != same.Key || same.Key.Length == 0))
                Content(again!).ShouldBe(Content(read));
        }

        var playbook = read.Name == DefaultPlaybooks.SharedName ? read : read.With(DefaultPlaybooks.File(DefaultPlaybooks.SharedName));
        playbook.CheckFacts(FactCatalogue.Definitions);
        playbook.CheckOutcomes();
        playbook.CheckGuidance();
        var (compiled, wrong) = CompiledPlaybook.Compile(playbook);
        (compiled is null).ShouldBe(wrong.Any(problem => problem.Severity == Severity.Error));
        foreach (var problem in wrong)
            HasAPlace(playbook, problem);
        if (compiled is null)
            return false;
        compiled.Check(OutcomeCheck.Rules);
        var evaluation = compiled.Evaluate(compiled.NewFacts());
        foreach (var decision in compiled.Decisions)
        {
            compiled.Explain(evaluation, decision.Name);
            compiled.Questions(evaluation, decision.Name);
        }

        Tell(CaseGuidance.For(compiled, compiled.NewFacts()));
        return true;
    }

    private static void Tell(CaseGuidance guidance)
    {
        _ = (guidance.Duties, guidance.Evidence, guidance.Phrases, guidance.Questions);
        foreach (var remedy in guidance.Options.Select(option => option.Remedy).Append("coupon"))
            guidance.ApprovalFor(remedy, 5).Decider.ShouldNotBeNull();
    }

    private static IEnumerable<string> Content(Playbook playbook) =>
        playbook.Facts.Select(fact => $"{fact.Name} {fact.Type}").Concat(playbook.Decisions.Select(decision => $"{decision.Name} {decision.Description} {Content(decision.Logic)}"));

    private static string Content(DecisionLogic logic) => logic is not DecisionTable table ? ((LiteralExpression)logic).Text : string.Join("; ",
    [
        $"{table.HitPolicy} {table.Aggregation}",
        .. table.Inputs.Select(input => input.Expression),
        .. table.Outputs.Select(output => $"{output.Name} {output.Type} {output.Default}"),
        .. table.Rows.Select(row => string.Join(" | ", row.Inputs.Concat(row.Outputs).Concat(row.Annotations))),
    ]);

    private static void HasAPlace(Playbook playbook, PlaybookProblem problem)
    {
        if (problem.Code.Split('.')[0] is not ("cell" or "table"))
            return;
        var decision = playbook.Decisions.First(one => one.Name == problem.Decision.ShouldNotBeNull(problem.Code));
        if (problem.Code.StartsWith("cell.", StringComparison.Ordinal) && decision.Logic is DecisionTable)
            problem.Column.ShouldNotBeNull(problem.Code);
        if (problem.Code == "table.row_length")
            problem.Rows.ShouldHaveSingleItem();
    }
}
