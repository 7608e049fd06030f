using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>The outputs of one row that speaks, read where they stand.</summary>
internal readonly record struct SaidRow(DecisionTable Table, ImmutableArray<Value> Values, int Row)
{
    /// <summary>What an outcome of a table says, row by row, without the rows that do not say the word which makes them mean something.</summary>
    public static SaidRow[] Of(DecisionTable table, ImmutableArray<Value> values, string key)
    {
        var count = 0;
        foreach (var value in values)
            count = Math.Max(count, value.Kind == ValueKind.List ? value.AsList.Length : value.IsKnown && !value.IsNull ? 1 : 0);
        var rows = new SaidRow[count];
        var speaking = 0;
        for (var row = 0; row < count; row++)
        {
            rows[speaking] = new SaidRow(table, values, row);
            if (rows[speaking].Text(key) is not null)
                speaking++;
        }

        return speaking == count ? rows : rows[..speaking];
    }

    /// <summary>A word; null where there is none.</summary>
    public string? Text(string output) => this[output] is { Kind: ValueKind.Text } value ? value.AsText : null;

    public decimal? Number(string output) => this[output] is { Kind: ValueKind.Number } value ? value.AsNumber : null;

    /// <summary>Unknown where the table has no such output.</summary>
    public Value this[string output]
    {
        get
        {
            for (var place = 0; place < Values.Length; place++)
            {
                if (Table.Outputs[place].Name == output)
                    return At(Values[place]);
            }

            return Value.Unknown;
        }
    }

    private Value At(in Value value) =>
        value.Kind != ValueKind.List ? value : Row < value.AsList.Length ? value.AsList[Row] : Value.Unknown;
}
