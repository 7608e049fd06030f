using AfterSales.Domain.Playbooks.Explanations;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Playbooks;

/// <summary>Why a row did or did not speak, as a sentence for whoever writes the table.</summary>
internal sealed class ReasonSentences(Texts texts, DecisionTable? table)
{
    public string Of(RowReason row) => row switch
    {
        { State: RowState.Failed, Condition: { Left.Count: > 0 } failed } => texts["PlaybookCommand.RowFailedOpen", row.Row + 1, failed.Input, Any(failed.Left), failed.Cell.Trim()],
        { State: RowState.Failed, Condition: { } failed } => texts["PlaybookCommand.RowFailed", row.Row + 1, failed.Input, failed.Value, failed.Cell.Trim()],
        { State: RowState.Open, Condition: { Left.Count: > 0 } open } => texts["PlaybookCommand.RowOpenAmong", row.Row + 1, open.Input, Any(open.Left), open.Cell.Trim()],
        { State: RowState.Open, Condition: { } open } => texts["PlaybookCommand.RowOpen", row.Row + 1, open.Input, open.Cell.Trim()],
        { State: RowState.Outranked } => texts["PlaybookCommand.RowOutranked", row.Row + 1],
        { State: RowState.Waiting } => texts["PlaybookCommand.RowWaiting", row.Row + 1],
        { State: RowState.Conflicting } => texts["PlaybookCommand.RowConflicting", row.Row + 1],
        _ => table?.NoteOf(row.Row, texts.Culture) is { } note ? texts["PlaybookCommand.RowFiredBecause", row.Row + 1, note] : texts["PlaybookCommand.RowFired", row.Row + 1],
    };

    private static string Any(IEnumerable<Value> values) => string.Join(", ", values);
}
