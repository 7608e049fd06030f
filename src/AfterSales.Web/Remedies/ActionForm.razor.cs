using AfterSales.Application.Remedies;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using AfterSales.Web.Playbooks;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Remedies;

/// <summary>The little that is said when an action goes on, is taken back or voided. A refusal stays at its field, and what was typed stays with it.</summary>
public sealed partial class ActionForm(MoveAction move, UndoAction undo, VoidAction @void)
{
    private static readonly string?[] Fields = ["Waybill", "Amount", "Reason", "Inspection"];
    private static int _last;

    private readonly string _id = $"action-{Interlocked.Increment(ref _last)}";
    private ElementReference _first;
    private string? _waybill;
    private string? _courier;
    private string? _amount;
    private string? _reference;
    private string? _reason;
    private InspectionVerdict _verdict = InspectionVerdict.Exchange;
    private bool _hasDefect;
    private int _good;
    private int _defective;
    private Refusal? _refusal;
    private int _seen;
    private bool _busy;

    [Parameter, EditorRequired] public ActionOnCase One { get; set; } = null!;
    [Parameter, EditorRequired] public ActionAsk Ask { get; set; } = null!;
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback Done { get; set; }

    private CaseAction Action => One.Action;

    private IEnumerable<string> Couriers => Panel.Couriers;

    // What did not pass is fit for nothing; what passed is for one of the others.
    private IEnumerable<InspectionVerdict> Verdicts => Ask.Move!.To == ActionState.Failed ? [InspectionVerdict.Fail] : [InspectionVerdict.Exchange, InspectionVerdict.Refund];

    private bool HasInput => Ask.Move is null || Ask.Move.Needs is not (ActionNeeds.None or ActionNeeds.Inspection);

    protected override void OnInitialized()
    {
        // What the person decides on; live updates behind the form do not move it.
        _seen = Action.Version;
        (_waybill, _courier) = (Action.Waybill, Action.Courier ?? (Action.Flow == ActionFlow.Return ? null : Couriers.FirstOrDefault()));
        _amount = Action.Amount?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        if (Ask.Move?.To == ActionState.Failed) _verdict = InspectionVerdict.Fail;
        _good = _verdict == InspectionVerdict.Fail ? 0 : 1;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && HasInput) await _first.FocusAsync();
    }

    private bool Needs(ActionNeeds what) => Ask.Move?.Needs.HasFlag(what) == true;

    private async Task SaveAsync()
    {
        if (_busy) return;
        if (Needs(ActionNeeds.Amount) && AgreedAmount.Read(_amount ?? "") is null)
        {
            _refusal = Refusal.Invalid("money.amount_invalid") with { Field = nameof(ActionDetails.Amount) };
            return;
        }
        _busy = true;
        await Panel.RunAsync(null, async () =>
        {
            var done = Ask.Move is { } to
                ? await move.ExecuteAsync(new(Case.Number, Action.Id, to.To, Details(), _seen), Actor)
                : Ask == ActionAsk.Undo
                    ? await undo.ExecuteAsync(new(Case.Number, Action.Id, _reason ?? "", _seen), Actor)
                    : await @void.ExecuteAsync(new(Case.Number, Action.Id, _reason ?? "", _seen), Actor);
            _refusal = done.Refusal;
            // It is said here, where it can be mended.
            return done.Ok ? done : 0;
        });
        _busy = false;
        if (_refusal is null) await Done.InvokeAsync();
    }

    private ActionDetails Details() => new()
    {
        Waybill = Needs(ActionNeeds.Waybill) ? _waybill : null,
        Courier = Needs(ActionNeeds.Waybill) ? _courier : null,
        Amount = Needs(ActionNeeds.Amount) ? AgreedAmount.Read(_amount ?? "") : null,
        Reference = _reference,
        Reason = _reason,
        Inspection = Needs(ActionNeeds.Inspection) ? new(_verdict, _hasDefect, _good, _defective) : null,
    };
}
