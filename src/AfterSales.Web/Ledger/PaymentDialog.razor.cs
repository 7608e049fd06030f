using AfterSales.Application.Ledger;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Ledger;

/// <summary>
/// One step of a payment. What is paid by hand is this person's as long as the dialog is open; colleagues see it, and may take it over on purpose. Whoever lost it is told
/// before they say that they paid.
/// </summary>
public sealed partial class PaymentDialog(PaymentQueries payments, BeginPayByHand begin, LeavePayByHand leave, PayByHand byHand, SendPayout send, ConfirmPayout confirm, FailPayout fail, Texts texts)
{
    /// <summary>Well before it would be anybody's again.</summary>
    private static readonly TimeSpan TakeAgainEvery = Payout.PaidByHandWithin / 3;

    private readonly string _key = Guid.CreateVersion7().ToString("N");
    private readonly PeriodicTimer _again = new(TakeAgainEvery);
    private ModalDialog? _dialog;
    private PaymentRow? _whole;
    private Refusal? _problem;
    private string _text = "";
    private bool _busy;
    private bool _stopped;
    private bool _isAnothers;
    private bool _isOurs;

    [Parameter, EditorRequired] public PaymentRow Row { get; set; } = null!;
    [Parameter, EditorRequired] public PaymentDeed Deed { get; set; }
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    /// <summary>It was done; with what there is to say of it.</summary>
    [Parameter, EditorRequired] public EventCallback<string> Done { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private bool IsByHand => Deed is PaymentDeed.ByHand or PaymentDeed.Send;

    public void Dispose() => _again.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _whole = (await payments.FindAsync(Row.Id, Actor)).Value;
        if (!IsByHand) return;
        // Before anybody pays it by hand, not when they come back.
        await BeginAsync(isDeliberate: false);
        _ = TakeAgainAsync();
    }

    private async Task BeginAsync(bool isDeliberate)
    {
        _problem = (await begin.ExecuteAsync(new(Row.Id, isDeliberate), Actor)).Refusal;
        _isOurs = _problem is null;
        _isAnothers = _problem is { Code: "payout.being_paid" };
        // That the platform paid back may be this very payment, done there already: its number says so.
        _stopped = _problem is not (null or { Code: "payout.more_than_paid" });
    }

    private async Task TakeAgainAsync()
    {
        while (await _again.WaitForNextTickAsync())
        {
            await InvokeAsync(async () =>
            {
                if (!_isOurs || _busy) return;
                await BeginAsync(isDeliberate: false);
                StateHasChanged();
            });
        }
    }

    // Whoever closes the dialog says that they do not pay it; whoever lost the page may be paying it still, and time gives it to others.
    private async Task OnClosedAsync()
    {
        if (_isOurs) await leave.ExecuteAsync(new(Row.Id), Actor);
        await Closed.InvokeAsync();
    }

    private Task OnKeyAsync(KeyboardEventArgs e) => e is { Key: "Enter", IsComposing: false } ? DoAsync() : Task.CompletedTask;

    private async Task DoAsync()
    {
        if (_busy || _stopped) return;
        _busy = true;
        var done = Deed switch
        {
            PaymentDeed.ByHand => await byHand.ExecuteAsync(new(Row.Id, _text), Actor),
            PaymentDeed.Send => await send.ExecuteAsync(new(Row.Id, Key: _key), Actor),
            PaymentDeed.Robot => await send.ExecuteAsync(new(Row.Id, FolderConnector.ConnectorName, _key), Actor),
            PaymentDeed.Confirm => await confirm.ExecuteAsync(new(Row.Id, _text, Row.AttemptKey), Actor),
            _ => await fail.ExecuteAsync(new(Row.Id, _text, Row.AttemptKey), Actor),
        };
        _busy = false;
        _problem = done.Refusal;
        if (_problem is { Code: "payout.being_paid" }) (_isOurs, _isAnothers, _stopped) = (false, true, true);
        if (!done.Ok) return;
        _isOurs = false;
        await _dialog!.CloseAsync();
        await Done.InvokeAsync(T[$"Ledger.DeedDone.{Deed}", Row.Customer, Formats.Money(Row.Amount)]);
    }
}
