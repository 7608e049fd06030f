using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Remedies;

/// <summary>
/// A remedy is agreed, or agreed on other terms. What is typed decides who decides; it is shown before anybody asks. Each opening has a key of its own, so
/// that a second tap agrees nothing twice.
/// </summary>
public sealed partial class AgreeDialog(ActionQueries actions, AgreeRemedy agree, ChangeRemedy change)
{
    private static readonly TimeSpan WhileTyping = TimeSpan.FromMilliseconds(250);
    private static int _last;

    private readonly string _id = $"agree-{Interlocked.Increment(ref _last)}";
    private readonly string _key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private ModalDialog? _modal;
    private string _typed = "";
    private PayoutMethod _method;
    private string? _payee;
    private string? _note;
    private string? _problem;
    private TermsShown? _terms;
    private Refusal? _notSo;
    private Refusal? _refusal;
    private int _readings;
    private bool _reading;
    private bool _busy;

    [Parameter, EditorRequired] public string Remedy { get; set; } = "";

    /// <summary>The action whose terms are changed; null where the remedy is agreed anew.</summary>
    [Parameter] public ActionOnCase? Changing { get; set; }

    /// <summary>What was offered already; null: it begins without a number.</summary>
    [Parameter] public decimal? Offered { get; set; }

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private ActionKind Kind => ActionCatalogue.Find(Remedy)!;

    private bool AsksMoney => OutcomeCatalogue.Money.Contains(Remedy);

    private RemedyOption? Option => View.Guidance.Options.FirstOrDefault(option => option.Remedy == Remedy);

    private decimal? Amount => AsksMoney ? AgreedAmount.Read(_typed) : null;

    private bool NeedsApproval => _terms?.Terms.NeedsApproval == true;

    // What is said of a field stands at the field.
    private Refusal? Banner => _refusal?.Field is "Amount" or "Method" or "Payee" or "Note" && AsksMoney ? null : _refusal;

    private string? Hint => string.Join(" · ", new[]
    {
        Option?.UpTo is { } bound ? T["Guidance.UpTo", Formats.Money(bound)] : null,
        Option?.Need == "by amount" && View.Guide is { } guide ? T["Guidance.GuideOf", guide.From == 0 ? Formats.Money(guide.UpTo) : $"{Formats.Money(guide.From)}–{Formats.Money(guide.UpTo)}"] : null,
    }.OfType<string>());

    protected override async Task OnInitializedAsync()
    {
        _method = Changing?.Payout?.Method ?? PayoutWords.UsualMethod(Remedy);
        (_payee, _note) = (Changing?.Payee, Changing?.Action.Note);
        // A price is what was paid; goodwill is what was agreed, and begins without a number.
        var amount = Changing?.Action.Amount ?? Offered ?? (Option is { Need: not "by amount" } priced ? priced.UpTo : null);
        if (AsksMoney && amount is { } yuan) _typed = yuan.ToString("0.##", CultureInfo.InvariantCulture);
        await ReadAsync();
    }

    private Task TypeAmount(ChangeEventArgs typed)
    {
        (_typed, _refusal) = (typed.Value as string ?? "", null);
        // What is not a number yet is still being typed.
        _problem = Amount is not null && Option is { } option ? AgreedAmount.Problem(_typed, option, T) : null;
        return ReadAsync(WhileTyping);
    }

    private Task TypePayee(ChangeEventArgs typed)
    {
        (_payee, _refusal) = (typed.Value as string, null);
        return ReadAsync(WhileTyping);
    }

    // Without the order nobody knows what was paid, and no amount can be held against it.
    private async Task SayPaidAsync(ChangeEventArgs typed)
    {
        if (AgreedAmount.Read(typed.Value as string ?? "") is not { } paid) return;
        await SayAsync(null, ("item paid", Value.Of(paid)));
        await ReadAsync();
    }

    // What was asked for last counts, and nothing is asked for while somebody types on.
    private async Task ReadAsync(TimeSpan after = default)
    {
        var reading = ++_readings;
        if (AsksMoney && (Amount is null || _problem is not null))
        {
            (_terms, _notSo, _reading) = (null, null, false);
            return;
        }
        _reading = true;
        if (after > TimeSpan.Zero) await Task.Delay(after);
        if (reading != _readings) return;
        var read = await actions.TermsAsync(Actor, Case.Number, Remedy, Amount, _payee, Changing?.Action.Id);
        if (reading != _readings) return;
        (_terms, _notSo, _reading) = (read.Value, read.Refusal, false);
    }

    private async Task AgreeAsync()
    {
        if (_busy) return;
        if (AsksMoney && Option is { } option && (_problem = AgreedAmount.Problem(_typed, option, T)) is not null) return;
        _busy = true;
        try
        {
            PayoutMethod? method = Kind.Flow == ActionFlow.Payout ? _method : null;
            var payee = _method == PayoutMethod.SmallTransfer ? _payee : null;
            var agreed = Changing is { Action: { } action }
                ? await change.ExecuteAsync(new(Case.Number, action.Id, Amount, method, payee, _note, _key, action.Version), Actor)
                : await agree.ExecuteAsync(new(Case.Number, Remedy, Amount, method, payee, _note, _key), Actor);
            _refusal = agreed.Refusal;
            if (!agreed.Ok) return;
        }
        finally
        {
            _busy = false;
        }
        if (_modal is not null) await _modal.CloseAsync();
        await Panel.RefreshAsync();
    }
}
