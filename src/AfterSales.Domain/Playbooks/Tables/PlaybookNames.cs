using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>The names that the cells of a playbook may use: facts first, then what decisions give.</summary>
public static class PlaybookNames
{
    /// <summary>What a single cell is read with, for an editor that shows it in words. In an unknown zone, times are UTC.</summary>
    public static FeelScope Scope(this Playbook playbook)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(playbook.TimeZoneId, out var found) ? found : TimeZoneInfo.Utc;
        return new FeelScope(playbook.Names().Select(name => (name.Name, name.Type)), zone);
    }

    internal static IEnumerable<NamedType> Names(this Playbook playbook) =>
        playbook.Facts.Select(fact => new NamedType(fact.Name, fact.Type)).Concat(playbook.Decisions.SelectMany(Outputs));

    internal static IEnumerable<NamedType> Outputs(this Decision decision) => decision.Logic switch
    {
        LiteralExpression literal => [new NamedType(decision.Name, literal.Type)],
        DecisionTable { Outputs: [var single] } table => [new NamedType(decision.Name, Given(table, single))],
        DecisionTable table => table.Outputs.Select(output => new NamedType($"{decision.Name}.{output.Name}", Given(table, output))),
        _ => [],
    };

    private static FactType Given(DecisionTable table, TableOutput output) =>
        table.HitPolicy.IsSingle() ? output.Type
        : table.Aggregation == Aggregation.None || table.HitPolicy != HitPolicy.Collect ? output.Type with { IsList = true }
        : table.Aggregation == Aggregation.Count ? FactType.Number
        : output.Type with { Allowed = null };
}

/// <summary>A name that cells may use.</summary>
internal readonly record struct NamedType(string Name, FactType Type);
