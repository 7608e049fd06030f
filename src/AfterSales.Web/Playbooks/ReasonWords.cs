using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>A row of a playbook on one case.</summary>
/// <param name="Number">Its place in the table, from 1.</param>
/// <param name="Says">What it is there for, in its own words.</param>
/// <param name="Why">What stopped it, or what it waits for; null for one that spoke.</param>
public sealed record ReasonLine(int Number, string Says, string? Why);

/// <summary>A decision with its rows: those that spoke, those that may still, those that did not.</summary>
public sealed record ReasonGroup(string Title, IReadOnlyList<ReasonLine> Spoke, IReadOnlyList<ReasonLine> Open, IReadOnlyList<ReasonLine> Silent);

/// <summary>Answers 为什么 and 为什么不 in sentences (SPEC 4): which rows spoke, which did not and the first condition that stopped each.</summary>
public sealed class ReasonWords(Texts texts, CompiledPlaybook playbook, Evaluation evaluation)
{
    private readonly CellWords _cells = new(texts, playbook.Source);

    /// <summary>The rows about one remedy, and those by which the situation was found.</summary>
    public IReadOnlyList<ReasonGroup> OfRemedy(string remedy) => [.. Groups(("remedies", row => Said(row, "remedies") == remedy), ("situation", null))];

    public IReadOnlyList<ReasonGroup> OfResponsibility() => [.. Groups(("responsibility", null), ("situation", null))];

    /// <summary>Why a remedy may not be offered: what the row that forbids it says.</summary>
    public string? WhyForbidden(string remedy) => Rows("remedies").Where(row => row.State == RowState.Fired && Said(row, "remedies") == remedy)
        .Select(row => Says(Table("remedies")!, row.Row)).FirstOrDefault();

    /// <summary>What the rows that spoke say of a decision with one outcome, such as the situation.</summary>
    public IEnumerable<string> Spoken(string decision) => Rows(decision).Where(row => row.State == RowState.Fired).Select(row => Says(Table(decision)!, row.Row));

    /// <summary>Why somebody else has to decide; that one may decide oneself where nothing speaks against it is no cause.</summary>
    public IEnumerable<string> SpokenOfApproval() => Rows("approval").Where(row => row.State == RowState.Fired && Said(row, "approval") != "agent").Select(row => Says(Table("approval")!, row.Row));

    /// <summary>What the rows that spoke say of one remedy.</summary>
    public IEnumerable<string> SpokenOf(string remedy) => Rows("remedies").Where(row => row.State == RowState.Fired && Said(row, "remedies") == remedy).Select(row => Says(Table("remedies")!, row.Row));

    private IEnumerable<ReasonGroup> Groups(params (string Decision, Func<RowReason, bool>? About)[] decisions)
    {
        foreach (var (decision, about) in decisions)
        {
            if (Table(decision) is not { } table) continue;
            var rows = Rows(decision).Where(row => about is null || about(row)).ToLookup(row => row.State, row => new ReasonLine(row.Row + 1, Says(table, row.Row), Why(row)));
            yield return new ReasonGroup(
                texts[$"Playbooks.Decision.{decision}"],
                [.. rows[RowState.Fired], .. rows[RowState.Conflicting]],
                [.. rows[RowState.Open], .. rows[RowState.Waiting]],
                [.. rows[RowState.Failed], .. rows[RowState.Outranked]]);
        }
    }

    private string? Why(RowReason row) => row switch
    {
        { State: RowState.Failed, Condition: { Left.Count: > 0 } failed } => texts["Guidance.WhyNotAmong", _cells.Input(failed.Input), _cells.Values(failed.Input, failed.Left), _cells.Needed(failed.Input, failed.Cell)],
        { State: RowState.Failed, Condition: { } failed } => texts["Guidance.WhyNot", _cells.Input(failed.Input), _cells.Of(failed.Input, failed.Value), _cells.Needed(failed.Input, failed.Cell)],
        { State: RowState.Open, Condition: { Left.Count: > 0 } open } => texts["Guidance.WhyOpenAmong", _cells.Input(open.Input), _cells.Values(open.Input, open.Left), _cells.Needed(open.Input, open.Cell)],
        { State: RowState.Open, Condition: { } open } => texts["Guidance.WhyOpen", _cells.Input(open.Input), _cells.Needed(open.Input, open.Cell)],
        { State: RowState.Outranked } => texts["Guidance.WhyOutranked"],
        { State: RowState.Waiting } => texts["Guidance.WhyWaiting"],
        { State: RowState.Conflicting } => texts["Guidance.WhyConflicting"],
        _ => null,
    };

    private string Says(DecisionTable table, int row) => table.NoteOf(row, texts.Culture) ?? texts["Guidance.Row", row + 1];

    private IReadOnlyList<RowReason> Rows(string decision) => Table(decision) is null ? [] : playbook.Explain(evaluation, decision).Rows;

    private DecisionTable? Table(string decision) => playbook.Source.Decisions.FirstOrDefault(one => one.Name == decision)?.Logic as DecisionTable;

    // The word in a row's first output, as written.
    private string? Said(RowReason row, string decision) =>
        FeelParser.ParseExpression(Table(decision)!.Rows[row.Row].Outputs[0], FeelScope.Empty).Value is Expression.Literal { Value: { Kind: ValueKind.Text } word } ? word.AsText : null;
}
