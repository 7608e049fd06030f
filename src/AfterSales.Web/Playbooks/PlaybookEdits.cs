using System.Globalization;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Web.Playbooks;

/// <summary>What a person does to a playbook in the editor. Each answers a new playbook and leaves the old one as it was, so that it can be undone.</summary>
public static class PlaybookEdits
{
    private const string Anything = "-";

    /// <summary>Gives a named value another number.</summary>
    public static Playbook WithNumber(this Playbook playbook, string name, decimal number) => playbook.WithDecision(name, decision =>
        decision with { Logic = ((LiteralExpression)decision.Logic) with { Text = number.ToString("0.############################", CultureInfo.InvariantCulture) } });

    public static Playbook WithTable(this Playbook playbook, string decision, Func<DecisionTable, DecisionTable> change) =>
        playbook.WithDecision(decision, one => one with { Logic = change((DecisionTable)one.Logic) });

    /// <summary>Puts an empty row at a place: anything matches, nothing is said.</summary>
    public static DecisionTable WithNewRow(this DecisionTable table, int at)
    {
        var row = new TableRow([.. table.Inputs.Select(_ => Anything)], [.. table.Outputs.Select(_ => "")]);
        return table.WithRowAt(at, row with { Id = NewId("row"), Annotations = [.. table.Annotations.Select(_ => "")] });
    }

    /// <summary>
    /// Adds a row for facts that no row answers. It says nothing yet. Where the first row that matches speaks, it comes last and leaves numbers open:
    /// what one number shows is true of its neighbours.
    /// </summary>
    public static DecisionTable WithRowFor(this DecisionTable table, IReadOnlyList<NamedValue> example, FeelScope scope)
    {
        var values = example.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        var cells = table.Inputs.Select(input =>
            FeelParser.ParseExpression(input.Expression, scope).Value is { } read && values.TryGetValue(read.ToString(), out var value) && !(value.Kind == ValueKind.Number && table.HitPolicy == HitPolicy.First)
                ? value.ToString() : Anything);
        return table.WithNewRow(table.Rows.Count).WithRow(table.Rows.Count, row => row with { Inputs = [.. cells] });
    }

    /// <summary>Puts a copy of a row below it.</summary>
    public static DecisionTable WithCopy(this DecisionTable table, int row) => table.WithRowAt(row + 1, table.Rows[row] with { Id = NewId("row") });

    public static DecisionTable WithoutRow(this DecisionTable table, int row) => table with { Rows = [.. table.Rows.Where((_, i) => i != row)] };

    /// <summary>Moves a row; the others close up.</summary>
    public static DecisionTable WithRowMoved(this DecisionTable table, int from, int to)
    {
        to = Math.Clamp(to, 0, table.Rows.Count - 1);
        var rows = table.Rows.ToList();
        rows.RemoveAt(from);
        rows.Insert(to, table.Rows[from]);
        return table with { Rows = rows };
    }

    public static DecisionTable WithRow(this DecisionTable table, int row, Func<TableRow, TableRow> change) =>
        table with { Rows = [.. table.Rows.Select((one, i) => i == row ? change(one) : one)] };

    /// <summary>Writes a cell; the columns of outputs follow those of inputs.</summary>
    public static DecisionTable WithCell(this DecisionTable table, int row, int column, string text) => table.WithRow(row, one => column < table.Inputs.Count
        ? one with { Inputs = Replaced(one.Inputs, column, text) }
        : one with { Outputs = Replaced(one.Outputs, column - table.Inputs.Count, text) });

    /// <summary>
    /// Writes a value that was picked. Where the table lists what its output may say, the value is listed too: a phrase of the store's own is none that the file
    /// came with.
    /// </summary>
    public static DecisionTable WithPicked(this DecisionTable table, int row, int column, string written)
    {
        var output = column - table.Inputs.Count;
        var listed = output < 0 ? [] : table.Outputs[output].Type.Enumerated(FeelScope.Empty);
        return (listed.IsEmpty || listed.Any(value => value.ToString() == written) ? table : table with
        {
            Outputs = [.. table.Outputs.Select((one, i) => i == output ? one with { Type = one.Type with { Allowed = $"{one.Type.Allowed}, {written}" } } : one)],
        }).WithCell(row, column, written);
    }

    public static string Cell(this DecisionTable table, int row, int column) =>
        column < table.Inputs.Count ? table.Rows[row].Inputs[column] : table.Rows[row].Outputs[column - table.Inputs.Count];

    /// <summary>Adds a column that tests a fact or a decision. A fact that the playbook did not know is declared as the catalogue has it.</summary>
    public static Playbook WithColumn(this Playbook playbook, string decision, string name)
    {
        var declared = playbook.Facts.Any(fact => fact.Name == name) || playbook.Decisions.Any(one => one.Name == name || name.StartsWith(one.Name + '.', StringComparison.Ordinal));
        if (!declared && FactCatalogue.Find(name) is { } known)
            playbook = playbook with { Facts = [.. playbook.Facts, known.Definition with { Id = $"fact-{name.Replace(' ', '-')}" }] };
        return playbook.WithTable(decision, table => table with
        {
            Inputs = [.. table.Inputs, new TableInput(name) { Id = NewId("column") }],
            Rows = [.. table.Rows.Select(row => row with { Inputs = [.. row.Inputs, Anything] })],
        });
    }

    public static DecisionTable WithoutColumn(this DecisionTable table, int column) => table with
    {
        Inputs = [.. table.Inputs.Where((_, i) => i != column)],
        Rows = [.. table.Rows.Select(row => row with { Inputs = [.. row.Inputs.Where((_, i) => i != column)] })],
    };

    /// <summary>Another hit policy; what only COLLECT knows is dropped with it.</summary>
    public static DecisionTable WithPolicy(this DecisionTable table, HitPolicy policy) =>
        table with { HitPolicy = policy, Aggregation = policy == HitPolicy.Collect ? table.Aggregation : Aggregation.None };

    /// <summary>The decisions that read a name.</summary>
    public static IEnumerable<string> ReadersOf(this Playbook playbook, string name)
    {
        var scope = new FeelScope([(name, new FactType(ValueKind.Unknown)), .. playbook.Decisions.Where(one => one.Name != name).Select(one => (one.Name, new FactType(ValueKind.Unknown))), .. playbook.Facts.Select(fact => (fact.Name, fact.Type))], TimeZoneInfo.Utc);
        return playbook.Decisions.Where(decision => decision.Name != name && Reads(decision, scope)).Select(decision => decision.Name);
    }

    private static bool Reads(Decision decision, FeelScope scope)
    {
        return decision.Logic switch
        {
            LiteralExpression literal => Says(literal.Text),
            DecisionTable table => table.Inputs.Any(input => Says(input.Expression))
                || table.Rows.SelectMany(row => row.Inputs).Distinct().Any(cell => FeelParser.ParseTest(cell, scope).Value?.Symbols.Contains(0) == true)
                || table.Rows.SelectMany(row => row.Outputs).Distinct().Any(Says),
            _ => false,
        };

        bool Says(string text) => FeelParser.ParseExpression(text, scope).Value?.Symbols.Contains(0) == true;
    }

    private static Playbook WithDecision(this Playbook playbook, string name, Func<Decision, Decision> change) =>
        playbook with { Decisions = [.. playbook.Decisions.Select(one => one.Name == name ? change(one) : one)] };

    private static DecisionTable WithRowAt(this DecisionTable table, int at, TableRow row) => table with { Rows = [.. table.Rows.Take(at), row, .. table.Rows.Skip(at)] };

    private static IReadOnlyList<string> Replaced(IReadOnlyList<string> cells, int place, string text) => [.. cells.Select((cell, i) => i == place ? text : cell)];

    private static string NewId(string kind) => $"{kind}-{Guid.CreateVersion7():N}";
}
