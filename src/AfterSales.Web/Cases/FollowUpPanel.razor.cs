using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AfterSales.Web.Cases;

/// <summary>
/// The follow-ups that are owed, the nearest deadline first, live. What is shown is read a page at a time, and again when one of its cases, or one
/// that owes a follow-up, changed; how many there are the board knows.
/// </summary>
public sealed partial class FollowUpPanel(OpenCases openCases, FollowUpQueries followUps, PeopleQueries people, TagQueries tags, Texts texts, Formats formats) : IDisposable
{
    private const int Page = 60;

    private readonly QueueScreen _screen = new();
    private IReadOnlyDictionary<Guid, Colleague> _people = new Dictionary<Guid, Colleague>();
    private TagList _tags = TagList.Empty;
    private QueueCounts _counts = new(0, 0, 0, 0);
    private StoreBoard? _board;
    private IDisposable? _watch;
    private bool? _shown;
    private string? _next;
    private PageState _state;
    private bool _reading;
    private bool _readAgain;
    private volatile bool _readingAsked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    /// <summary>Those of everybody; otherwise one's own.</summary>
    [Parameter, EditorRequired] public bool Everybodys { get; set; }

    [Parameter, EditorRequired] public string? Selected { get; set; }
    [Parameter, EditorRequired] public SoonTimes Soon { get; set; } = null!;

    private Texts T => texts;

    private Guid? Person => Everybodys ? null : Actor.PersonId;

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _shown == Everybodys) return;
        _shown = Everybodys;
        await LoadAsync();
    }

    public void Dispose() => _watch?.Dispose();

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        _watch ??= openCases.Watch(Actor.StoreId, Hear);
        _board = await openCases.BoardAsync(Actor.StoreId);
        _people = await people.DirectoryAsync(Actor);
        await ReadTagsAsync();
        var whose = Everybodys;
        var read = await followUps.ListAsync(Actor, Person, Page);
        // Another list was asked for meanwhile, and reads for itself.
        if (whose == Everybodys) Take(read, _screen.Show);
    });

    // Called on a background thread, for every burst of changes in the store.
    private void Hear(IReadOnlySet<Guid> changed)
    {
        if (_board is not { } board) return;
        var (rows, counts) = (_screen.Rows, board.Counts(Actor.PersonId));
        if (changed.Any(id => board.OwesFollowUp(id) || rows.Any(r => r.Id == id))) AskReading();
        else if (counts != _counts) _ = InvokeAsync(() => ShowCounts(counts));
    }

    private void AskReading()
    {
        if (_readingAsked) return;
        _readingAsked = true;
        _ = InvokeAsync(async () =>
        {
            _readingAsked = false;
            await ReadAgainAsync(_screen.Take);
            StateHasChanged();
        });
    }

    private void ShowCounts(QueueCounts counts)
    {
        _counts = counts;
        StateHasChanged();
    }

    private Task ShowLatestAsync() => ReadAgainAsync(_screen.Show);

    private async Task ReadAgainAsync(Action<QueuePage> show)
    {
        if (_reading)
        {
            _readAgain = true;
            return;
        }
        _reading = true;
        do
        {
            _readAgain = false;
            var (whose, limit) = (Everybodys, Math.Min(Math.Max(_screen.Rows.Count, Page), FollowUpQueries.MaxLimit));
            var state = await PageLoad.RunAsync(async () =>
            {
                await ReadTagsAsync();
                var read = await followUps.ChangedListAsync(Actor, Person, limit);
                if (whose == Everybodys) Take(read, show);
            });
            if (!state.Loaded) _state = state;
        }
        while (_readAgain);
        _reading = false;
    }

    // Two lists that say the same are one to the rows: they are not drawn anew.
    private async Task ReadTagsAsync() => _tags = (await tags.ListAsync(Actor)).Value ?? _tags;

    private async Task MoreAsync()
    {
        _reading = true;
        var (whose, after, before) = (Everybodys, _next, _screen.Rows);
        var state = await PageLoad.RunAsync(async () =>
        {
            var read = await followUps.ListAsync(Actor, Person, Page, after);
            if (whose == Everybodys) Take(read, page => _screen.Show(page with { Rows = [.. before.Concat(page.Rows).DistinctBy(r => r.Id)] }));
        });
        if (!state.Loaded) _state = state;
        _reading = false;
        // Something changed meanwhile.
        if (_readAgain) await ReadAgainAsync(_screen.Take);
    }

    private void Take(Result<OwedFollowUps> read, Action<QueuePage> show)
    {
        if (!read.Ok || _board is null) return;
        _counts = _board.Counts(Actor.PersonId);
        _next = read.Value.Next;
        show(new QueuePage(read.Value.Rows, Everybodys ? _counts.FollowUps : _counts.MyFollowUps, _counts));
    }

    private void Hold(PointerEventArgs pointer)
    {
        // A finger does not rest over the list.
        if (pointer.PointerType == "mouse") _screen.Hold();
    }

    private string? OwnerOf(QueueRow row) => row.AssigneeId is { } id && id != Actor.PersonId ? _people.GetValueOrDefault(id)?.DisplayName : null;

    private string CountOf(int count) => _state.Loaded ? formats.Number(count) : "";
}
