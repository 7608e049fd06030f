using AfterSales.Application.Remedies;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Remedies;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Remedies;

/// <summary>One action: where it stands, whose it is, by when, what it waits for, and the next moves of whoever looks.</summary>
public sealed partial class ActionRow(MoveAction move, Formats formats)
{
    private ActionAsk? _ask;
    private bool _changing;
    private bool _history;

    [Parameter, EditorRequired] public ActionOnCase One { get; set; } = null!;

    private Formats F => formats;

    private CaseAction Action => One.Action;

    // What comes first is said; the button would only be refused.
    private IReadOnlyList<ActionMove> Moves => One.WaitsFor.Count > 0 ? [] : One.Moves;

    private bool HasMenu => One.MayChange || One.MayUndo || One.MayVoid || One.Steps.Count > 0;

    private string? Tone => Action.State switch
    {
        ActionState.Done => "good",
        ActionState.Failed => "late",
        ActionState.Asked => "soon",
        ActionState.Voided => null,
        _ => One.WaitsFor.Count > 0 ? null : "act",
    };

    /// <summary>What it waits for, numbers of the outside world, the payment and who decides.</summary>
    private IReadOnlyList<string> Notes =>
    [
        .. new[]
        {
            Action.IsEnded || One.WaitsFor.Count == 0 ? null : T["Remedies.WaitsFor", string.Join(T["Guidance.ListComma"], One.WaitsFor.Select(T.Action))],
            Action.Waybill is { } waybill ? $"{Action.Courier} {waybill}".Trim() : null,
            Action.Reference is { } reference && One.Payout is null ? T["Remedies.No", reference] : null,
            Action.Inspection is { } found ? T["Remedies.Found", T.Word(found.Verdict), found.Good, found.Defective] : null,
            One.Payout is { State: not PayoutState.Voided } payout ? string.Join(" · ", new[] { T.Word(payout.Method), One.Payee, payout.ReceiptNo, payout.Trouble }.OfType<string>()) : null,
            One.Approval is { State: not ApprovalState.Voided } request ? Decision(request) : null,
            // A rejection has said it already.
            Action.State == ActionState.Voided && One.Approval?.State != ApprovalState.Rejected && One.Steps is [.., { Details.Reason: { } reason }] ? T.Find($"History.Reason_{reason}") ?? reason : null,
            Action.Note,
        }.OfType<string>(),
    ];

    private string Label(ActionMove to) => T[$"Remedies.Move.{Action.Flow}.{to.To}"];

    private string Label(ActionAsk ask) => ask.Move is { } to ? Label(to) : T[ask == ActionAsk.Undo ? "Remedies.Undo" : "Remedies.Void"];

    private string Decision(ApprovalRequest request) => request switch
    {
        { State: ApprovalState.Open } => T["Remedies.WaitsForSigners", T.Signers(request.Signatures), string.Join(T["Guidance.ListComma"], request.Causes.Select(cause => T.Outcome("Cause", cause)))],
        { Decisions: [.., var last] } when request.Amount < request.AskedAmount => T["Remedies.LoweredBy", last.ByName, Formats.Money(request.AskedAmount), Formats.Money(request.Amount)],
        { Decisions: [.., var last] } => T["Remedies.DecidedBy", last.ByName, T.Word(request.State), last.Reason is { } reason ? T["Guidance.Colon"] + reason : ""],
        _ => T.Word(request.State),
    };

    private string History(ActionStep step) => string.Join(" · ", new[]
    {
        step.ByName,
        $"{T.StateOf(Action.Flow, step.From)} → {T.StateOf(Action.Flow, step.To)}",
        step.Details.Amount is { } yuan ? Formats.Money(yuan) : null,
        step.Details.Waybill, step.Details.Reference, step.Details.Reason is { } why ? T.Find($"History.Reason_{why}") ?? why : null, step.Details.Note,
    }.Where(part => !string.IsNullOrEmpty(part)));

    private void Ask(ActionAsk ask) => _ask = ask;

    private void Close() => _ask = null;

    // What needs no word is done at once.
    private Task BeginAsync(MouseEventArgs tap, ActionMove to)
    {
        if (tap.Detail > 1) return Task.CompletedTask;
        if (ActionAsk.NeedsForm(Action, to))
        {
            _ask = ActionAsk.For(to);
            return Task.CompletedTask;
        }
        return Panel.RunAsync(tap, () => move.ExecuteAsync(new(Case.Number, Action.Id, to.To, new(), Action.Version), Actor));
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What somebody is asked before an action goes on, back or away.</summary>
/// <param name="Move">The move; null where it is taken back or voided.</param>
public sealed record ActionAsk(string What, ActionMove? Move)
{
    public static readonly ActionAsk Undo = new("undo", null);
    public static readonly ActionAsk Void = new("void", null);

    public static ActionAsk For(ActionMove move) => new(move.To.ToString(), move);

    /// <summary>Whether there is anything to say with a move: what it needs, or a number that one may have.</summary>
    public static bool NeedsForm(CaseAction action, ActionMove move) => move.Needs != ActionNeeds.None || HasReference(action.Flow);

    public static bool HasReference(ActionFlow flow) => flow is ActionFlow.Query or ActionFlow.Claim or ActionFlow.Appeal or ActionFlow.Pickup;
}
