using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Short ways to write playbooks down in tests: a row is <c>"cell | cell => output | output"</c>.</summary>
internal static class Tables
{
    public static FactDefinition Fact(string name, FactType type, decimal cost = 1) => new(name, type, cost);

    public static TableOutput Output(string name, FactType type, string? ifNone = null) => new(name, type) { Default = ifNone };

    public static Decision Table(string name, HitPolicy policy, string inputs, TableOutput[] outputs, params string[] rows) =>
        new(name, new DecisionTable(policy, [.. Cells(inputs).Select(input => new TableInput(input))], outputs, [.. rows.Select(Row)]));

    public static Decision Collect(string name, Aggregation aggregation, string inputs, TableOutput output, params string[] rows)
    {
        var table = Table(name, HitPolicy.Collect, inputs, [output], rows);
        return table with { Logic = (DecisionTable)table.Logic with { Aggregation = aggregation } };
    }

    public static Decision Formula(string name, FactType type, string text) => new(name, new LiteralExpression(text, type));

    public static Playbook Playbook(FactDefinition[] facts, params Decision[] decisions) => new("test", facts, decisions);

    public static CompiledPlaybook Compiled(this Playbook playbook)
    {
        var (compiled, problems) = CompiledPlaybook.Compile(playbook);
        problems.ShouldBeEmpty();
        return compiled.ShouldNotBeNull();
    }

    public static IReadOnlyList<PlaybookProblem> Problems(this Playbook playbook) => CompiledPlaybook.Compile(playbook).Problems;

    public static FactSet With(this CompiledPlaybook playbook, params (string Fact, Value Value)[] known)
    {
        var facts = playbook.NewFacts();
        foreach (var (fact, value) in known)
            facts.TrySet(fact, value).ShouldBeTrue($"{fact} cannot be {value}");
        return facts;
    }

    /// <summary>The outputs as cells would write them; <c>?</c> while the decision is open.</summary>
    public static string Says(this CompiledPlaybook playbook, string decision, params (string Fact, Value Value)[] known)
    {
        var answer = playbook.Evaluate(playbook.With(known))[decision];
        return answer.IsDecided ? string.Join(" | ", answer.Values.Select(value => value.ToString())) : "?";
    }

    private static TableRow Row(string row)
    {
        var parts = row.Split("=>");
        return new TableRow(Cells(parts[0]), Cells(parts[1]));
    }

    private static string[] Cells(string cells) => cells.Trim().Length == 0 ? [] : cells.Split('|', StringSplitOptions.TrimEntries);
}
