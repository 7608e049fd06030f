using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Tables;

/// <summary>A playbook whose cells have been read: its decisions in an order in which each comes after those it reads.</summary>
internal sealed record ParsedPlaybook(
    Playbook Source, FeelScope Scope, ImmutableArray<CellTest> AllowedFacts, ImmutableArray<ParsedDecision> Decisions, int Symbols)
{
    private readonly Dictionary<string, int> _slots =
        Source.Facts.Select((fact, slot) => (fact.Name, slot)).DistinctBy(fact => fact.Name).ToDictionary(fact => fact.Name, fact => fact.slot, StringComparer.Ordinal);

    /// <summary>The place of a fact by its name, or -1.</summary>
    public int SlotOf(string name) => _slots.GetValueOrDefault(name, -1);

    /// <summary>The name that stands at a place of the scope.</summary>
    public string NameOf(int symbol)
    {
        if (symbol < Source.Facts.Count)
            return Source.Facts[symbol].Name;
        var giver = Decisions.First(decision => decision.Gives(symbol));
        return giver.Outputs[symbol - giver.FirstSymbol].Name;
    }

    /// <summary>Whether a fact may have this value.</summary>
    public bool Allows(int fact, in Value value)
    {
        var type = Source.Facts[fact].Type;
        if (value.IsNull)
            return type.Nullable;
        if (value.Kind == ValueKind.List)
            return type.IsList && value.AsList.All(item => item.Kind == type.Kind && AllowedFacts[fact].Test(item, []) == Truth.True);
        return !type.IsList && value.Kind == type.Kind && AllowedFacts[fact].Test(value, []) == Truth.True;
    }
}

/// <summary>A decision whose cells have been read. Its outputs stand in the scope from <paramref name="FirstSymbol"/> on.</summary>
internal sealed record ParsedDecision(Decision Source, int FirstSymbol, ImmutableArray<NamedType> Outputs)
{
    /// <summary>The table; null for a decision that is one expression.</summary>
    public ParsedTable? Table { get; init; }

    public Expression? Literal { get; init; }

    /// <summary>The names it reads, as they are written: also those whose values are constant.</summary>
    public ImmutableArray<int> Symbols { get; init; } = [];

    /// <summary>The same with what is known of the decisions it reads.</summary>
    public ParsedDecision With(IReadOnlyDictionary<int, Expression> known) => this with { Table = Table?.With(known), Literal = Literal?.With(known) };

    public bool Gives(int symbol) => symbol >= FirstSymbol && symbol < FirstSymbol + Outputs.Length;
}
