using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Cases;

/// <summary>
/// The queue: the store's open cases by urgency, live. It reads the node's board in memory, so a look costs no query, however
/// many people look and however long the queue is.
/// </summary>
public sealed partial class QueuePanel(OpenCases openCases, PeopleQueries people, TagQueries tags, NavigationManager navigation, Texts texts, Formats formats) : IDisposable
{
    private const int Page = 60;
    private const int MostFiltered = 5_000;
    private static readonly TimeSpan RegroupEvery = TimeSpan.FromSeconds(15);

    private readonly QueueScreen _screen = new();
    private readonly PeriodicTimer _regroup = new(RegroupEvery);
    private IReadOnlyList<QueueGroup> _groups = [];
    private IReadOnlyDictionary<Guid, Colleague> _people = new Dictionary<Guid, Colleague>();
    private TagList _tags = TagList.Empty;
    private StoreBoard? _board;
    private IDisposable? _watch;
    private (QueueView View, string? Filter, QueueOnly? Only)? _shown;
    private string? _typed;
    private string _announcement = "";
    private int _limit = Page;
    private PageState _state;
    private volatile bool _redrawAsked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public QueueView View { get; set; }
    [Parameter, EditorRequired] public string? Filter { get; set; }
    [Parameter, EditorRequired] public QueueOnly? Only { get; set; }
    [Parameter, EditorRequired] public string? Selected { get; set; }
    [Parameter, EditorRequired] public SoonTimes Soon { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback NewCase { get; set; }
    [Parameter, EditorRequired] public EventCallback PasteChat { get; set; }

    private Texts T => texts;

    private string Empty => Filter is not null ? "Filter" : Only?.ToString() ?? View.ToString();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        await LoadAsync();
        _ = RegroupAsync();
    }

    protected override void OnParametersSet()
    {
        if (_shown == (View, Filter, Only)) return;
        (_shown, _typed, _limit) = ((View, Filter, Only), Filter, Page);
        ShowLatest();
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _regroup.Dispose();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        // First: a page that is gone before it is loaded has nothing left to stop.
        _watch ??= openCases.Watch(Actor.StoreId, _ => AskRedraw());
        _people = await people.DirectoryAsync(Actor);
        await ReadTagsAsync();
        _board = await openCases.BoardAsync(Actor.StoreId);
        ShowLatest();
    });

    // Called on a background thread, for every burst of changes in the store: one redraw serves them all.
    private void AskRedraw()
    {
        if (_redrawAsked) return;
        _redrawAsked = true;
        _ = InvokeAsync(RefreshAsync);
    }

    private async Task RefreshAsync()
    {
        _redrawAsked = false;
        var before = _tags;
        // As a rule the node has them in memory; the rows are shown without them, too.
        await PageLoad.RunAsync(ReadTagsAsync);
        if (!ReferenceEquals(before, _tags)) StateHasChanged();
        Refresh();
    }

    private async Task ReadTagsAsync()
    {
        if ((await tags.ListAsync(Actor)).Value is { } told && !told.Equals(_tags)) _tags = told;
    }

    private void Refresh()
    {
        if (_board is null) return;
        var known = _screen.Rows.Select(r => r.Id).ToHashSet();
        var page = Read(_board);
        if (page.Total == _screen.Total && page.Counts == _screen.Counts && page.Rows.SequenceEqual(_screen.Rows)) return;
        _screen.Take(page);
        Announce(page.Rows.Count(r => !known.Contains(r.Id) && UrgencyOf(r) <= Urgency.ReplySoon));
        Regroup();
        StateHasChanged();
    }

    private void ShowLatest()
    {
        if (_board is null) return;
        _screen.Show(Read(_board));
        Regroup();
    }

    private QueuePage Read(StoreBoard board)
    {
        var filter = _typed;
        if (string.IsNullOrWhiteSpace(filter) && Only is null) return board.Read(View, Actor.PersonId, _limit);
        var page = board.Read(View, Actor.PersonId, MostFiltered);
        var found = page.Rows.Where(r => Only?.Has(r, formats.Now) != false && QueueFilter.Matches(r, filter, _tags)).ToList();
        return page with { Rows = [.. found.Take(_limit)], Total = found.Count };
    }

    private void Regroup() => _groups = QueueGroups.Of(_screen.Rows, formats.Now, formats.EndOfToday);

    private Urgency UrgencyOf(QueueRow row) => QueueGroups.UrgencyOf(row, formats.Now, formats.EndOfToday);

    // Time alone moves rows between groups; nothing is sent to the browser unless one did.
    private async Task RegroupAsync()
    {
        while (await _regroup.WaitForNextTickAsync())
        {
            await InvokeAsync(() =>
            {
                // It brings rows that are not shown yet.
                if (Only is not null) Refresh();
                if (_screen.Held || _groups.All(g => g.Rows.All(r => UrgencyOf(r) == g.Urgency))) return;
                Regroup();
                StateHasChanged();
            });
        }
    }

    private void Announce(int urgent) => _announcement = urgent > 0 ? T["Cases.UrgentArrived", urgent, formats.Exactly(formats.Now)] : "";

    private void Hold(PointerEventArgs pointer)
    {
        // A finger does not rest over the list.
        if (pointer.PointerType == "mouse") _screen.Hold();
    }

    private void Release(PointerEventArgs pointer)
    {
        _screen.Release();
        Regroup();
    }

    private void Type(ChangeEventArgs change)
    {
        _typed = change.Value as string;
        ShowLatest();
    }

    private void KeepInAddress() => navigation.NavigateTo(QueueAddress.Of(Selected, View, _typed, Only), replace: true);

    private void More()
    {
        _limit += Page;
        ShowLatest();
    }

    private bool IsCut(QueueGroup group) => group == _groups[^1] && _screen.Total > _screen.Rows.Count;

    // In one's own queue the owner goes without saying.
    private string? OwnerOf(QueueRow row) =>
        View != QueueView.Mine && row.AssigneeId is { } id && id != Actor.PersonId ? _people.GetValueOrDefault(id)?.DisplayName : null;
}
