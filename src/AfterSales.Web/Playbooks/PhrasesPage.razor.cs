using System.Globalization;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Domain.Stores;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Playbooks;

/// <summary>What is said to buyers: phrases of the store's own invention, and those of the product, in the store's own words where it has some.</summary>
public sealed partial class PhrasesPage(PhraseQueries phrases, SavePhrase save, RetirePhrase retire, Texts texts, Formats formats)
{
    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private Refusal? _problem;
    private PhraseBook _book = new(Languages.Chinese.Name, [], []);
    private (string Key, string Language)? _open;
    private Change? _changing;
    private OwnPhrase? _retired;
    private ModalDialog? _dialog;
    private string _search = "";
    private string _text = "";

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;
    private bool MayEdit => Actor.May(Permission.EditPlaybooks);

    /// <summary>The store's own, those that may be picked first.</summary>
    private IEnumerable<IGrouping<bool, OwnPhrase>> OwnFound => _book.Own.Where(IsFound).GroupBy(phrase => phrase.IsRetired).OrderBy(group => group.Key);

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await phrases.ListAsync(Actor);
        (_refused, _book) = (found.Refusal, found.Value ?? _book);
    });

    private static string Default(string key, string language) => PhrasePlaces.Show(new Texts(CultureInfo.GetCultureInfo(language)).Outcome("Phrase", key), language);

    private string Said(string key, string language) => _book.Say(key, language) is { } own ? PhrasePlaces.Show(own.Text, language) : Default(key, language);

    private bool IsFound(OwnPhrase phrase) => Holds(phrase.Name) || Store.Languages.Any(language => Holds(_book.Say(phrase.Key, language)?.Text ?? ""));

    private bool IsFound(string key) => Store.Languages.Any(language => Holds(Said(key, language)));

    private bool Holds(string text) => text.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase);

    private void Open(string key, string language) => (_open, _text, _problem) = ((key, language), Said(key, language), null);

    private async Task SayAsync(string text)
    {
        if (_open is not { } open) return;
        // What the product says anyway needs no words of the store's own.
        _problem = (await save.ExecuteAsync(new(open.Key, open.Language, text.Trim() == Default(open.Key, open.Language) ? "" : PhrasePlaces.Read(text)), Actor)).Refusal;
        if (_problem is not null) return;
        if (_dialog is not null) await _dialog.CloseAsync();
        await LoadAsync();
    }

    private async Task RetireAsync(OwnPhrase phrase, bool isRetired)
    {
        _refusal = (await retire.ExecuteAsync(new(phrase.Key, isRetired), Actor)).Refusal;
        _retired = _refusal is null && isRetired ? phrase : null;
        await LoadAsync();
    }

    /// <summary>The phrase that is changed; none: one is added.</summary>
    private sealed record Change(OwnPhrase? Phrase);
}
