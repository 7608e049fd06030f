using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AfterSales.Web.Playbooks;

/// <summary>The grid of one decision table: which cell is open, which row is dragged, and what was found beside each row.</summary>
public sealed partial class TableEditor(Texts texts, IJSRuntime js)
{
    private const string Gap = "table.gap";
    private const int ReasonColumn = -1;

    private List<PlaybookProblem> _problems = [];
    private (int Row, int Column)? _open;
    private CellEdit? _edit;
    private bool _addsColumn;
    private int? _dragged;
    private int? _over;
    private string? _focus;
    private string _anything = "";

    [Parameter, EditorRequired] public DraftBench Bench { get; set; } = null!;
    [Parameter, EditorRequired] public RuleWords Words { get; set; } = null!;
    [Parameter, EditorRequired] public Decision Decision { get; set; } = null!;

    private Texts T => texts;
    private DecisionTable Table => (DecisionTable)Decision.Logic;
    private string Key => Decision.Name.Replace(' ', '-');
    private IReadOnlyList<RuleColumn> Inputs { get; set; } = [];
    private IReadOnlyList<RuleColumn> Outputs { get; set; } = [];
    private IEnumerable<PlaybookProblem> OfTable => _problems.Where(problem => problem.Rows.Count == 0);
    private HashSet<string> Taken => [Decision.Name, .. Inputs.Select(column => column.Subject)];

    /// <summary>The id under which a row can be linked to.</summary>
    public static string RowId(string decision, int row) => $"row-{decision.Replace(' ', '-')}-{row + 1}";

    protected override void OnParametersSet()
    {
        _anything = texts["Rules.Anything"];
        Inputs = [.. Table.Inputs.Select(Words.Input)];
        Outputs = [.. Table.Outputs.Select(output => Words.Output(Decision, output))];
        _problems = [.. Bench.Findings.Where(problem => problem.Decision == Decision.Name)];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } id) return;
        _focus = null;
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./js/playbooks.js");
        await module.InvokeVoidAsync("focus", id);
    }

    private List<PlaybookProblem> OfRow(int row) => _problems.FindAll(problem => problem.Rows.Contains(row));

    private string CellId(int row, int column) => $"cell-{Key}-{row}-{column}";

    private string HandleId(int row) => $"handle-{Key}-{row}";

    private string LabelOf(int column) => column < Inputs.Count ? Inputs[column].Label : Outputs[column - Inputs.Count].Label;

    private string CellWords(TableRow row, int column) => column < Inputs.Count
        ? Words.Condition(Inputs[column], row.Inputs.ElementAtOrDefault(column) ?? "-")
        : Words.Says(Outputs[column - Inputs.Count], row.Outputs.ElementAtOrDefault(column - Inputs.Count) ?? "");

    // A number is compared with numbers of its own kind; money never with hours.
    private IReadOnlyList<NamedNumber> NamesFor(RuleColumn column) =>
        column.Type.Kind != ValueKind.Number ? [] : [.. Words.AllNumbers.Where(number => column.Type.IsMoney == (number.Unit == NumberUnit.Yuan) || column.Subject.Length == 0)];

    private void Open(int row, int column)
    {
        _open = (row, column);
        if (column == ReasonColumn) return;
        _edit = column < Inputs.Count
            ? CellEdit.Condition(Inputs[column], Table.Cell(row, column), Words)
            : CellEdit.Output(Outputs[column - Inputs.Count], Table.Cell(row, column), Words);
    }

    private void Write(int row, int column, string text)
    {
        if (Table.Cell(row, column) == text) return;
        var isPicked = column >= Inputs.Count && Outputs[column - Inputs.Count].Choices.Any(choice => choice.Written == text);
        Bench.DoTable(Decision.Name, table => isPicked ? table.WithPicked(row, column, text) : table.WithCell(row, column, text));
    }

    private void WriteReason(int row, IReadOnlyDictionary<string, string> said) =>
        Bench.DoTable(Decision.Name, table => said.Aggregate(table, (one, reason) => one.WithReason(row, reason.Key, reason.Value)));

    // The first thing to say of a row that fills a gap is what follows.
    private void AddRowFor(PlaybookProblem gap)
    {
        var scope = Words.Scope;
        Bench.DoTable(Decision.Name, table => table.WithRowFor(gap.Example, scope));
        _focus = CellId(Table.Rows.Count, Inputs.Count);
    }

    private Task OnHandleKeyAsync(KeyboardEventArgs e, int row) => e.Key switch
    {
        "ArrowUp" => MoveAsync(row, row - 1),
        "ArrowDown" => MoveAsync(row, row + 1),
        _ => Task.CompletedTask,
    };

    private Task MoveAsync(int from, int to)
    {
        if (to < 0 || to >= Table.Rows.Count) return Task.CompletedTask;
        Bench.DoTable(Decision.Name, table => table.WithRowMoved(from, to));
        _focus = HandleId(to);
        return Task.CompletedTask;
    }

    private void Over(int row) => _over = row;

    private Task Drop(int row)
    {
        var from = _dragged;
        _dragged = _over = null;
        return from is { } moved && moved != row ? MoveAsync(moved, row) : Task.CompletedTask;
    }
}
