using AfterSales.Application.Cases;
using AfterSales.Application.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Insights;

/// <summary>The owner's dashboard (SPEC 8): figures from roll-ups, what is late now from the node's memory. It follows both without a reload.</summary>
public sealed partial class DashboardPage(DashboardQueries dashboards, OpenCases openCases, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private readonly PeriodicTimer _look = new(LookEvery);
    private ChangeNews? _news;
    private IDisposable? _watch;
    private PageState _state;
    private Refusal? _refused;
    private RangeChoice _choice = null!;
    private Dashboard? _report;
    private StoreBoard? _board;
    private int _late;
    private TimeSpan? _lateFor;

    [SupplyParameterFromQuery(Name = "range")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive || !Actor.May(Permission.ViewReports)) return;
        _news = new(signal, change => change.Of == ChangeOf.Reports && change.StoreId == Actor.StoreId, ReadAgainAsync);
        _watch = openCases.Watch(Actor.StoreId, _ => AskForNow());
        _ = LookAsync();
    }

    protected override Task OnParametersSetAsync()
    {
        _choice = RangeChoice.Of(Name, From, To, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        return RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;
    }

    public void Dispose()
    {
        _news?.Dispose();
        _watch?.Dispose();
        _look.Dispose();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var report = await dashboards.OfAsync(_choice.Range, Actor);
        (_refused, _report) = (report.Refusal, report.Value);
        if (!report.Ok) return;
        _board ??= await openCases.BoardAsync(Actor.StoreId);
        ReadNow();
    });

    private Task ReadAgainAsync() => InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    // Time alone makes cases late, and a day becomes the next.
    private async Task LookAsync()
    {
        while (await _look.WaitForNextTickAsync())
        {
            await InvokeAsync(async () =>
            {
                if (RangeChoice.Of(Name, From, To, DateOnly.FromDateTime(formats.Wall(formats.Now))) is var choice && choice != _choice)
                {
                    _choice = choice;
                    await LoadAsync();
                    StateHasChanged();
                }
                LookAtNow();
            });
        }
    }

    private void AskForNow() => _ = InvokeAsync(LookAtNow);

    private void LookAtNow()
    {
        var before = (_late, _lateFor is { } was ? formats.Duration(was) : null);
        ReadNow();
        if (before != (_late, _lateFor is { } now ? formats.Duration(now) : null)) StateHasChanged();
    }

    private void ReadNow()
    {
        if (_board is null) return;
        var now = formats.Now;
        _late = _board.Loads(now, TimeSpan.Zero).Sum(load => load.Late);
        _lateFor = _late > 0 && _board.DueBefore(now, 1) is [{ Nearest: { } nearest }] ? now - nearest.DueAt : null;
    }
}
