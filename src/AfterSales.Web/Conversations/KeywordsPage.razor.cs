using AfterSales.Application.Conversations;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Conversations;

/// <summary>The words of buyers that propose a case type, and a box in which to try a sentence.</summary>
public sealed partial class KeywordsPage(KeywordQueries queries, SaveKeyword save, RemoveKeyword remove, Texts texts)
{
    private const int UsualWeight = 50;

    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private IReadOnlyList<Keyword> _keywords = [];
    private Keyword? _removed;
    private string _sentence = "";
    private string _word = "";
    private CaseSubtype _subtype = CaseSubtype.Missing;
    private int _weight = UsualWeight;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private bool MayEdit => Actor.May(Permission.EditPlaybooks);

    private string TestWords =>
        PlainText.IsBlank(_sentence) ? T["Rules.KeywordTestHint"]
        : KeywordQueries.Propose(_keywords, _sentence) is { } found ? T["Rules.KeywordProposes", texts.Word(CaseTypes.TypeOf(found.Subtype)), texts.Word(found.Subtype), found.Word]
        : T["Rules.KeywordProposesNothing"];

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await queries.ListAsync(Actor);
        (_refused, _keywords) = (found.Refusal, found.Value ?? []);
    });

    private void Edit(Keyword keyword) => (_word, _subtype, _weight, _refusal) = (keyword.Word, keyword.Subtype, keyword.Weight, null);

    private async Task SaveAsync()
    {
        _refusal = (await save.ExecuteAsync(new(_word, _subtype, _weight), Actor)).Refusal;
        if (_refusal is not null) return;
        (_word, _weight, _removed) = ("", UsualWeight, null);
        await LoadAsync();
    }

    private async Task RemoveAsync(Keyword keyword)
    {
        _refusal = (await remove.ExecuteAsync(keyword.Word, Actor)).Refusal;
        if (_refusal is null) _removed = keyword;
        await LoadAsync();
    }

    private async Task UndoAsync()
    {
        if (_removed is { } keyword) _refusal = (await save.ExecuteAsync(new(keyword.Word, keyword.Subtype, keyword.Weight), Actor)).Refusal;
        _removed = null;
        await LoadAsync();
    }
}
