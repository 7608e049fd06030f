using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Thousands of damaged cells and files: each is read or has an error that names its place; nothing ever throws.</summary>
public sealed class MutationTests
{
    private const string Strange = "\"'()[]{}.,;<>=!*/+-@#\\ \t\n\0\u00e9\u4e2d\ud83d09azZ_";

    private static readonly string[] Cells =
    [
        "\"store\", \"buyer\"", "not(\"store\")", "-", "[1..5)", "]1..5[", "< 5, > 10", "not([1..2], 7)", "date(\"2026-11-26\")", "> date and time(\"2026-11-26T09:00:00+08:00\")",
        "duration(\"P1DT2H\")", "@\"PT3H\"", "< days since signed * 2 + 1", "null", "true", "min(days since signed, 3) ** -2", "time(\"09:00:00\")", "-.5",
    ];

    [Fact]
    public void Compile_DamagedCells_NamesTableRowColumnAndPosition()
    {
        var random = new Random(11);
        for (var i = 0; i < 6_000; i++)
        {
            var (cell, output) = (Damage(Cells[random.Next(Cells.Length)], random), Damage("days since signed / 2", random));
            var table = new DecisionTable(HitPolicy.First, [new TableInput("days since signed")], [Output("x", FactType.Number)], [new TableRow(["-"], ["1"]), new TableRow([cell], [output])]);
            var playbook = Playbook([Fact("days since signed", FactType.Number)], new Decision("table", table));
            var (compiled, problems) = CompiledPlaybook.Compile(playbook);
            (compiled is null).ShouldBe(problems.Count > 0);
            foreach (var problem in problems)
            {
                (problem.Decision, problem.Rows.Single(), problem.Severity).ShouldBe(("table", 1, Severity.Error));
                problem.Column.ShouldNotBeNull().ShouldBeInRange(0, 1);
                problem.Position?.ShouldBeInRange(0, Math.Max(cell.Length, output.Length));
            }

            if (compiled is null)
                continue;
            compiled.Check();
            var evaluation = compiled.Evaluate(compiled.With(("days since signed", Value.Of((decimal)random.Next(12)))));
            compiled.Explain(evaluation, "table").Rows.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void Read_DamagedFiles_AreReadOrRefused()
    {
        var random = new Random(12);
        string[] files = [DmnFiles.Camunda, DmnFiles.Structured, DmnFiles.Old];
        var read = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var (playbook, problems) = DmnReader.Read(random.Next(2) == 0 ? Damage(files[i % 3], random) : Rearrange(files[i % 3], random));
            (playbook is null).ShouldBe(problems.Count > 0);
            if (playbook is null)
                continue;
            read++;
            var (compiled, wrong) = CompiledPlaybook.Compile(playbook);
            (compiled is null).ShouldBe(wrong.Any(problem => problem.Severity == Severity.Error));
            compiled?.Check();
            if (compiled is not null)
                CaseGuidance.For(compiled, compiled.NewFacts()).ApprovalFor("coupon", 5);
            DmnReader.Read(DmnWriter.Write(playbook)).Problems.ShouldBeEmpty();
        }

        read.ShouldBeGreaterThan(500);
    }

    /// <summary>Takes a tag's content away or doubles it, leaving the file well-formed.</summary>
    private static string Rearrange(string xml, Random random)
    {
        var root = XElement.Parse(xml);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var elements = root.Descendants().ToList();
            if (elements.Count == 0)
                break;
            var element = elements[random.Next(elements.Count)];
            switch (random.Next(4))
            {
                case 0: element.Remove(); break;
                case 1: element.AddAfterSelf(new XElement(element)); break;
                case 2: element.Attributes().FirstOrDefault(attribute => !attribute.IsNamespaceDeclaration)?.Remove(); break;
                default: element.Value = Damage(element.Value, random).Replace("\0", "", StringComparison.Ordinal).Replace("\ud83d", "", StringComparison.Ordinal); break;
            }
        }

        return root.ToString();
    }

    private static string Damage(string text, Random random)
    {
        for (var i = random.Next(1, 4); i > 0 && text.Length > 0; i--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, Strange[random.Next(Strange.Length)].ToString()),
                2 => text.Remove(at, 1).Insert(at, Strange[random.Next(Strange.Length)].ToString()),
                _ => text.Insert(at, text[..at]),
            };
        }

        return text;
    }
}
