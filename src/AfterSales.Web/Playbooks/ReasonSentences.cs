using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>Why a row did or did not speak, as a sentence: in the words of the desk, where it has some. The names stand beside it.</summary>
internal sealed class ReasonSentences(Texts texts, Playbook playbook, DecisionTable? table)
{
    private readonly CellWords _cells = new(texts, playbook);

    public string Of(RowReason row) => row switch
    {
        { State: RowState.Failed, Condition: { Left.Count: > 0 } failed } => texts["PlaybookCommand.RowFailedOpen", row.Row + 1, _cells.Input(failed.Input), _cells.Values(failed.Input, failed.Left), _cells.Needed(failed.Input, failed.Cell)],
        { State: RowState.Failed, Condition: { } failed } => texts["PlaybookCommand.RowFailed", row.Row + 1, _cells.Input(failed.Input), _cells.Of(failed.Input, failed.Value), _cells.Needed(failed.Input, failed.Cell)],
        { State: RowState.Open, Condition: { Left.Count: > 0 } open } => texts["PlaybookCommand.RowOpenAmong", row.Row + 1, _cells.Input(open.Input), _cells.Values(open.Input, open.Left), _cells.Needed(open.Input, open.Cell)],
        { State: RowState.Open, Condition: { } open } => texts["PlaybookCommand.RowOpen", row.Row + 1, _cells.Input(open.Input), _cells.Needed(open.Input, open.Cell)],
        { State: RowState.Outranked } => texts["PlaybookCommand.RowOutranked", row.Row + 1],
        { State: RowState.Waiting } => texts["PlaybookCommand.RowWaiting", row.Row + 1],
        { State: RowState.Conflicting } => texts["PlaybookCommand.RowConflicting", row.Row + 1],
        _ => table?.NoteOf(row.Row, texts.Culture) is { } note ? texts["PlaybookCommand.RowFiredBecause", row.Row + 1, note] : texts["PlaybookCommand.RowFired", row.Row + 1],
    };
}
