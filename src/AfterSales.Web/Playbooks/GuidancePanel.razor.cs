using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AfterSales.Web.Playbooks;

/// <summary>
/// The guidance of one case (SPEC 4). It reads when the case was read, and at once when something was said here; what a colleague says comes
/// with the case. One act at a time.
/// </summary>
public sealed partial class GuidancePanel(GuidanceQueries guidance, ActionQueries actions, PhraseQueries phrases, Texts texts, Formats formats, IJSRuntime js)
{
    private static readonly PhraseBook NoWords = new(Languages.Chinese.Name, [], []);

    private readonly OneAtATime _acts = new();
    private CaseDetails? _read;
    private GuidanceOnCase? _told;
    private GuidanceView? _view;
    private Refusal? _notThere;
    private Refusal? _refusal;
    private PageState _state;
    private int _asked;
    private int _shown;
    private bool _goesOnFromTop;
    private bool _isGuided;
    private string? _wanted;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public CaseDetails Details { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback<CaseAttempt> Attempted { get; set; }

    /// <summary>Something was put into the box for the reply.</summary>
    [Parameter, EditorRequired] public EventCallback Wrote { get; set; }

    /// <summary>Whether nothing is left to find out, or a remedy is agreed, became another.</summary>
    [Parameter, EditorRequired] public EventCallback<bool> Guided { get; set; }

    /// <summary>The one piece of evidence that was asked for and has not come became another; null: there is none, or are several.</summary>
    [Parameter] public EventCallback<string?> Wanted { get; set; }

    internal Case Case => Details.Case;

    /// <summary>What the store says to buyers, and in which language.</summary>
    internal PhraseBook Phrases { get; private set; } = NoWords;

    /// <summary>What was agreed and taken on.</summary>
    internal ActionsOnCase Actions { get; private set; } = ActionsOnCase.None;

    /// <summary>Who carried the order's parcels.</summary>
    internal IEnumerable<string> Couriers => (Order?.Parcels ?? []).Select(parcel => parcel.Courier).OfType<string>().Distinct();

    /// <summary>What the panel says, in sentences.</summary>
    internal GuidanceWords Words => field ??= new(texts, formats);

    /// <summary>What goes to the buyer: in the language in which the store speaks to buyers, for they do not read the agent's screen.</summary>
    internal GuidanceWords ToBuyer { get; private set; } = new(texts, formats);

    /// <summary>Why it says so.</summary>
    internal ReasonWords Reasons => new(texts, _told!.Rules.Playbook, _told.Guidance.Evaluation);

    private OrderSummary? Order => Details.Order;

    private Texts T => texts;

    /// <summary>For those who hear the page: what stands at the top.</summary>
    private string Summary => _view is not { } view ? "" : view.Options is [var first, ..]
        ? T["Guidance.SummaryDecided", Words.Responsibility(view.Guidance), T.Outcome("Remedy", first.Remedy)]
        : T["Guidance.SummaryOpen", Words.Responsibility(view.Guidance)];

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, Details)) return;
        var isFirst = _read is null;
        _read = Details;
        Show();
        if (Case.Type is null) return;
        await ReadAsync(isShared: !isFirst);
    }

    /// <summary>Does one thing and shows what follows from it. A second tap of a double tap, which lands on whatever has moved there, does nothing.</summary>
    /// <param name="tap">Null for a form, which waits for its turn: a tap counts for nothing while something else is done.</param>
    /// <returns>Whether it came to its turn, and was done or refused.</returns>
    internal async Task<bool> RunAsync(MouseEventArgs? tap, Func<Task<Result<int>>> act)
    {
        var done = await TryAsync(tap, act);
        if (done is { Refusal: { } refusal })
        {
            _refusal = refusal;
            StateHasChanged();
        }
        return done is not null;
    }

    /// <summary>Says one fact, in the form that asks for it. Why it was refused is shown there, unless the question is gone.</summary>
    /// <param name="tap">As in <see cref="RunAsync"/>.</param>
    /// <returns>Whether it came to its turn; and why it was refused, null when it was said.</returns>
    internal async Task<(bool Counted, Refusal? Refusal)> AnswerAsync(MouseEventArgs? tap, string fact, Func<Task<Result<int>>> say)
    {
        if (await TryAsync(tap, say) is not { } done) return (false, null);
        if (done.Refusal is not { } refusal) return (true, null);
        var isAsked = _view is { } view && (view.Told.Questions.Any(question => question.Fact.Name == fact) || view.Told.Sheet[fact] is { MaySay: true, Origin: FactOrigin.Said or FactOrigin.AtFirst });
        if (!isAsked) _refusal = refusal;
        StateHasChanged();
        return (true, isAsked ? refusal : null);
    }

    // Null for what counts for nothing: a tap while something else is done, and the second one of a double tap.
    private async Task<Result<int>?> TryAsync(MouseEventArgs? tap, Func<Task<Result<int>>> act)
    {
        if (tap is { Detail: > 1 }) return null;
        Result<int>? done = null;
        await _acts.TryAsync(waits: tap is null, async () =>
        {
            StateHasChanged();
            _refusal = null;
            done = await act();
            await ReloadAsync();
        });
        StateHasChanged();
        return done;
    }

    /// <summary>Puts a text for the buyer under what stands in the box already.</summary>
    /// <param name="asks">The evidence that it asks for.</param>
    internal async Task WriteAsync(string text, params IReadOnlyList<string> asks)
    {
        // On a phone the box is on the other tab.
        await Wrote.InvokeAsync();
        await using var composer = await js.InvokeAsync<IJSObjectReference>("import", "./js/composer.js");
        if (!await composer.InvokeAsync<bool>("append", text, asks)) _refusal = Refusal.Rule("guidance.no_room");
        StateHasChanged();
    }

    /// <summary>The last question was answered and its card is gone: whoever goes on by keyboard goes on from the head of the guidance.</summary>
    internal void GoOnFromTop()
    {
        if (_view is not { IsSettled: true }) return;
        _goesOnFromTop = true;
        StateHasChanged();
    }

    /// <summary>Whether the head of the guidance is where to go on; once.</summary>
    internal bool TakesFocus()
    {
        var takes = _goesOnFromTop;
        _goesOnFromTop = false;
        return takes;
    }

    /// <summary>Shows what a card did by itself.</summary>
    internal async Task RefreshAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    private Task ReloadAsync() => ReadAsync(isShared: false);

    // Readings may overtake each other: none replaces one that was asked for later. Whatever is newer than what is shown is shown, for a later one may be slow, or fail.
    private async Task ReadAsync(bool isShared)
    {
        var reading = ++_asked;
        Result<GuidanceOnCase> told = default;
        Result<ActionsOnCase> acted = default;
        var state = await PageLoad.RunAsync(async () =>
        {
            told = isShared ? await guidance.ChangedOfCaseAsync(Actor, Case.Number) : await guidance.OfCaseAsync(Actor, Case.Number);
            acted = isShared ? await actions.ChangedOfCaseAsync(Actor, Case.Number) : await actions.OfCaseAsync(Actor, Case.Number);
            await ReadPhrasesAsync();
        });
        if (reading < _shown) return;
        _state = state;
        if (!state.Loaded) return;
        _shown = reading;
        (_told, _notThere, Actions) = (told.Value, told.Refusal, acted.Value ?? ActionsOnCase.None);
        Show();
        await SayGuidedAsync();
    }

    private async Task SayGuidedAsync()
    {
        if (_wanted != _view?.Wanted) await Wanted.InvokeAsync(_wanted = _view?.Wanted);
        var isGuided = Actions.HasRemedy || _view is { IsSettled: true };
        if (isGuided == _isGuided) return;
        await Guided.InvokeAsync(_isGuided = isGuided);
    }

    private async Task ReadPhrasesAsync()
    {
        if ((await phrases.BookAsync(Actor)).Value is not { } book || ReferenceEquals(book, Phrases)) return;
        (Phrases, ToBuyer) = (book, Words.In(new(Languages.Named(book.Language) ?? Languages.Chinese)));
    }

    private void Show() => _view = _told is null ? null : new(_told, Case, Actor);
}
