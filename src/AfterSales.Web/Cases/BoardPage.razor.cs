using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.People;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Cases;

/// <summary>The supervisor's board: what is late, what soon will be, and who has how much. Live, from the node's memory.</summary>
public sealed partial class BoardPage(OpenCases openCases, ClockPolicies policies, PeopleQueries people, Texts texts, Formats formats) : IDisposable
{
    private const int MostDue = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private readonly PeriodicTimer _look = new(LookEvery);
    private IReadOnlyDictionary<Guid, Colleague> _people = new Dictionary<Guid, Colleague>();
    private SoonTimes _soon = new(ClockPolicy.Default);
    private StoreBoard? _board;
    private BoardView? _view;
    private IDisposable? _watch;
    private PageState _state;
    private volatile bool _asked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || !Actor.May(Permission.ViewBoard)) return;
        await LoadAsync();
        _ = LookAsync();
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _look.Dispose();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        // First: a page that is gone before it is loaded has nothing left to stop.
        _watch ??= openCases.Watch(Actor.StoreId, _ => AskRefresh());
        _people = await people.DirectoryAsync(Actor);
        _soon = new(await policies.CurrentAsync(Actor.StoreId, CancellationToken.None));
        _board = await openCases.BoardAsync(Actor.StoreId);
        _view = Read(_board);
    });

    private void AskRefresh()
    {
        if (_asked) return;
        _asked = true;
        _ = InvokeAsync(Refresh);
    }

    private void Refresh()
    {
        _asked = false;
        if (_board is null) return;
        var view = Read(_board);
        if (view.SameAs(_view)) return;
        _view = view;
        StateHasChanged();
    }

    // Time alone makes cases late, and people come and go.
    private async Task LookAsync()
    {
        while (await _look.WaitForNextTickAsync())
        {
            await InvokeAsync(async () =>
            {
                // What never loaded tries again by itself.
                if (_board is null) return;
                var (before, fresh) = (_people, _state.Loaded);
                _state = await PageLoad.RunAsync(async () => _people = await people.LateDirectoryAsync(Actor));
                if (!ReferenceEquals(_people, before) || _state.Loaded != fresh) StateHasChanged();
                Refresh();
            });
        }
    }

    private BoardView Read(StoreBoard board)
    {
        var now = formats.Now;
        return new(board.DueBefore(now + QueueOnlyRows.Soon, MostDue), board.Loads(now, QueueOnlyRows.Soon), board.Counts(Actor.PersonId));
    }
}
