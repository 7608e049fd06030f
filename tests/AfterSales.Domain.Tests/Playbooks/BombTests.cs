using System.Diagnostics;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Engine;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Files of less than a million characters that would ask for more memory or time than any machine has.</summary>
public sealed class BombTests
{
    private const long MostBytes = 2_000_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static string Definitions(string content) => $"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="bomb" namespace="n">{content}</definitions>""";

    private static string Fact(string name, string type) => $"""<inputData id="fact-{name}" name="{name}"><variable name="{name}" typeRef="{type}"/></inputData>""";

    private static string Literal(string name, string text, string type = "number") =>
        $"""<decision id="{name}" name="{name}"><variable name="{name}" typeRef="{type}"/><literalExpression><text>{text}</text></literalExpression></decision>""";

    private static string Table(string name, string policy, string type, IEnumerable<string> inputs, IEnumerable<(IEnumerable<string> Tests, string Output)> rows)
    {
        var columns = string.Concat(inputs.Select(input => $"""<input><inputExpression typeRef="{type}"><text>{input}</text></inputExpression></input>"""));
        var rules = string.Concat(rows.Select(row => $"<rule>{string.Concat(row.Tests.Select(test => $"<inputEntry><text>{test}</text></inputEntry>"))}<outputEntry><text>{row.Output}</text></outputEntry></rule>"));
        return $"""<decision id="{name}" name="{name}"><decisionTable hitPolicy="{policy}">{columns}<output name="{name}" typeRef="string"/>{rules}</decisionTable></decision>""";
    }

    /// <summary>Each row hangs on a fact of its own, so that any of them may speak together: a leaf for each set of rows.</summary>
    private static string Tangle(string name, int facts, Func<int, string> output) => Table(
        name, "COLLECT", "boolean", Enumerable.Range(0, facts).Select(fact => $"f{fact}"),
        Enumerable.Range(0, facts).Select(row => (Enumerable.Range(0, facts).Select(fact => fact == row ? "true" : "-"), $"\"{output(row)}\"")));

    private static string Bomb(string name) => Definitions(name switch
    {
        "a type within itself" => $"""<itemDefinition name="T">{string.Concat(Enumerable.Range(0, 20).Select(part => $"""<itemComponent name="c{part}"><typeRef>T</typeRef></itemComponent>"""))}</itemDefinition>""" + Fact("o", "T"),
        "columns" => Table("t", "FIRST", "boolean", Enumerable.Range(0, 5_000).Select(fact => $"f{fact}"), []),
        "texts that double" => Literal("s0", $"\"{new string('x', 3_000)}\"", "string") + string.Concat(Enumerable.Range(1, 30).Select(i => Literal($"s{i}", $"s{i - 1} + s{i - 1}", "string"))),
        "a chain" => string.Concat(Enumerable.Range(1, 5_000).Reverse().Select(i => Literal($"s{i}", $"s{i - 1} + 1"))) + Literal("s0", "1"),
        "long outcomes" => Tangle("t", 20, row => new string((char)('a' + row), 3_900)),
        "tangles" => string.Concat(Enumerable.Range(0, 50).Select(table => Tangle($"t{table}", 18, row => $"{row}"))),
        "values" => Table("t", "FIRST", "number", ["a"], Enumerable.Range(0, 250).Select(row => (One(string.Join(',', Enumerable.Range(row * 560, 560))), "\"x\""))),
        _ => Fact("b", "number") + Table("t", "FIRST", "number", Enumerable.Range(0, 10).Select(fact => $"a{fact}"), Enumerable.Range(0, 1_500).Select(row => (Enumerable.Repeat($"&lt; b + {row}", 10), "\"x\""))),
    });

    private static IEnumerable<string> One(string cell) => [cell];

    [Theory]
    [InlineData("a type within itself", "dmn.too_many_facts")]
    [InlineData("columns", "dmn.too_many_facts")]
    [InlineData("texts that double", null)]
    [InlineData("a chain", "playbook.too_many_decisions")]
    [InlineData("long outcomes", null)]
    [InlineData("tangles", null)]
    [InlineData("values", "playbook.too_many_values")]
    [InlineData("cells that compare with names", "playbook.too_many_values")]
    public void Read_AFileThatWouldTakeAllThereIs_EndsSoon(string bomb, string? refusal)
    {
        var file = Bomb(bomb);
        file.Length.ShouldBeLessThan(1_000_000);
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var (playbook, problems) = DmnReader.Read(file);
        if (playbook is not null)
        {
            (var compiled, problems) = CompiledPlaybook.Compile(playbook);
            compiled?.Check();
        }

        problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code).ShouldBe(refusal is null ? [] : [refusal]);
        watch.Elapsed.ShouldBeLessThan(Longest);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes);
    }
}
