using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>The tags that agents are offered: their names, colours and order, and which are retired. Beside each, how many open cases carry it.</summary>
public sealed partial class TagsPage(TagQueries queries, SaveTag save, RetireTag retire, MoveTag move, Texts texts)
{
    private PageState _state;
    private Refusal? _refused;
    private Refusal? _refusal;
    private TagList _tags = TagList.Empty;
    private IReadOnlyList<ListedTag> _offered = [];
    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>();
    private IReadOnlyList<string> _others = [];
    private ListedTag? _retired;
    private string? _said;
    private string? _known;
    private string _name = "";
    private string? _englishName;
    private FlagColour? _colour;
    private bool _busy;
    private ElementReference _nameInput;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private bool MayEdit => Actor.May(Permission.EditPlaybooks);
    private bool IsRenaming => _known is not null && _name.Trim() is { Length: > 0 } name && name != _known;
    private string FormTitle => _known is { } known ? T["Tags.Change", T.Tag(_tags, known)] : T["Tags.New"];

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await queries.ListAsync(Actor);
        (_refused, _tags) = (found.Refusal, found.Value ?? TagList.Empty);
        _offered = [.. _tags.Offered];
        // Who sees no customers' data is not told what they are about.
        _counts = (await queries.CountsAsync(Actor)).Value ?? _counts;
        _others = [.. _counts.Keys.Where(name => _tags.Find(name) is null).OrderByDescending(OpenOf).ThenBy(name => name, StringComparer.Ordinal)];
    });

    private int OpenOf(string name) => _counts.GetValueOrDefault(name);

    /// <summary>What it is called in the language that is not being read.</summary>
    private string? OtherName(ListedTag tag) => tag.EnglishName is null ? null : texts.IsChinese ? tag.EnglishName : tag.Name;

    // The form may be out of sight: the focus brings it back.
    private async Task EditAsync(ListedTag tag)
    {
        (_known, _name, _englishName, _colour, _refusal, _said) = (tag.Name, tag.Name, tag.EnglishName, tag.Colour, null, null);
        await _nameInput.FocusAsync();
    }

    private async Task ProposeAsync(string name)
    {
        Clear();
        _name = name;
        await _nameInput.FocusAsync();
    }

    private void Clear() => (_known, _name, _englishName, _colour, _refusal, _said) = (null, "", null, null, null, null);

    private async Task SaveAsync()
    {
        var (before, now) = (_known, _name.Trim());
        _busy = true;
        var saved = await save.ExecuteAsync(new(before, _name, _englishName, _colour), Actor);
        _busy = false;
        _refusal = saved.Refusal;
        if (!saved.Ok) return;
        var isRenamed = IsRenaming;
        Clear();
        _said = isRenamed ? T["Tags.Renamed", before, now, saved.Value] : null;
        _retired = null;
        await LoadAsync();
    }

    private Task MoveAsync(ListedTag tag, int place) => ChangeAsync(() => move.ExecuteAsync(new(tag.Name, place), Actor), null);

    private Task RetireAsync(ListedTag tag) => ChangeAsync(() => retire.ExecuteAsync(new(tag.Name, true), Actor), tag);

    private Task RestoreAsync(ListedTag tag) => ChangeAsync(() => retire.ExecuteAsync(new(tag.Name, false), Actor), null);

    private async Task ChangeAsync(Func<Task<Result>> change, ListedTag? retired)
    {
        _refusal = (await change()).Refusal;
        (_retired, _said) = (_refusal is null ? retired : null, null);
        await LoadAsync();
    }
}
