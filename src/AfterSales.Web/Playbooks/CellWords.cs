using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>What stands in a decision table, in words: columns, cells and values.</summary>
internal sealed class CellWords(Texts texts, Playbook playbook)
{
    /// <summary>Decisions whose outputs have words of their own, by the kind of word.</summary>
    private static readonly Dictionary<string, string> KindOf = new(StringComparer.Ordinal)
    {
        ["situation"] = "Situation",
        ["responsibility.party"] = "Party",
        ["responsibility.pays"] = "Party",
        ["price class"] = "PriceClass",
        ["kind of money"] = "MoneyKind",
        ["window"] = "Window",
    };

    private readonly (string Name, FactType Type)[] _names = [.. Names(playbook)];

    /// <summary>A column: the label of a fact or a decision; in an expression every name becomes its label.</summary>
    public string Input(string expression)
    {
        var written = expression.Trim();
        if (Label(written) is { } label) return label;
        foreach (var (name, _) in _names.OrderByDescending(name => name.Name.Length))
            if (Label(name) is { } inside) written = written.Replace(name, inside, StringComparison.Ordinal);
        return written;
    }

    /// <summary>What a cell asks for: “证实所说”或“没有底单”, 大于 ¥15.00.</summary>
    public string Needed(string input, string cell)
    {
        if (FeelParser.ParseTest(cell, new FeelScope(_names, TimeZoneInfo.Utc)).Value is not { } test) return cell.Trim();
        var tests = string.Join(texts["Guidance.Or"], test.Tests.Select(one => One(input, one)));
        return test.Negated ? texts["Guidance.NotOf", tests] : tests;
    }

    public string Values(string input, IEnumerable<Value> values) => string.Join(texts["Guidance.Or"], values.Select(value => Of(input, value)));

    public string Of(string input, in Value value)
    {
        var name = input.Trim();
        return value.Kind switch
        {
            ValueKind.Text when KindOf.TryGetValue(name, out var kind) => Quoted(texts.Outcome(kind, value.AsText)),
            ValueKind.Text => Quoted(texts.FactValue(name, value)),
            ValueKind.Boolean when texts.Find($"Playbooks.Value.{name}.{value}") is { } word => Quoted(word),
            ValueKind.Boolean => texts[value.AsBoolean ? "Guidance.Yes" : "Guidance.No"],
            ValueKind.Number when TypeOf(name) is { IsMoney: true } => Formats.Money(value.AsNumber),
            _ => texts.FactValue(name, value),
        };
    }

    private string One(string input, UnaryTest test) => test switch
    {
        UnaryTest.Comparison { Operator: Operator.Equal } same => End(input, same.End),
        UnaryTest.Comparison { Operator: var op } compared => texts[$"Guidance.Test{op}", End(input, compared.End)],
        UnaryTest.Interval range => texts["Guidance.TestBetween", End(input, range.Low), End(input, range.High)],
        _ => test.ToString() ?? "",
    };

    private string End(string input, Expression end) => end is Expression.Literal { Value: var value } ? Of(input, value) : Input(end.ToString());

    private string Quoted(string word) => texts["Guidance.Quoted", word];

    private string? Label(string name) => texts.Find($"Playbooks.Fact.{name}") ?? texts.Find($"Playbooks.Decision.{name}")
        ?? (name.Split('.') is [var decision, var output] && texts.Find($"Playbooks.Decision.{decision}") is { } of ? $"{of} · {texts.Find($"Guidance.Output.{output}") ?? output}" : null);

    private FactType? TypeOf(string name) => Array.Find(_names, one => one.Name == name).Type;

    private static IEnumerable<(string, FactType)> Names(Playbook playbook) => playbook.Facts.Select(fact => (fact.Name, fact.Type))
        .Concat(playbook.Decisions.SelectMany(decision => decision.Logic switch
        {
            DecisionTable { Outputs: [var only] } => [(decision.Name, only.Type)],
            DecisionTable table => table.Outputs.Select(output => ($"{decision.Name}.{output.Name}", output.Type)),
            LiteralExpression literal => [(decision.Name, literal.Type)],
            _ => Enumerable.Empty<(string, FactType)>(),
        }));
}
