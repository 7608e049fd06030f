using AfterSales.Application.Cases;
using AfterSales.Application.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Feedback;

/// <summary>What production has to know, live: by state, the latest first. The filter stands in the address.</summary>
public sealed partial class FeedbackPage(FeedbackQueries feedback, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private readonly List<FeedbackRow> _rows = [];
    private ChangeNews? _news;
    private PageState _state;
    private Refusal? _refused;
    private string? _next;
    private int _readings;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    private FeedbackFilter Filter => Enum.TryParse<FeedbackFilter>(State, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : FeedbackFilter.UnderWay;

    protected override Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return Task.CompletedTask;
        _news ??= new(signal, change => change.Of == ChangeOf.Feedback && change.StoreId == Actor.StoreId, () => InvokeAsync(FollowAsync));
        return LoadAsync();
    }

    public void Dispose() => _news?.Dispose();

    private static string AddressOf(FeedbackFilter filter) => filter == FeedbackFilter.UnderWay ? FeedbackWords.List : $"{FeedbackWords.List}?state={filter.ToString().ToLowerInvariant()}";

    private Task LoadAsync() => ReadAsync(null);

    private async Task MoreAsync()
    {
        if (_busy) return;
        _busy = true;
        await ReadAsync(_next);
        _busy = false;
    }

    // Whoever has gone on to later pages is not thrown back to the first.
    private async Task FollowAsync()
    {
        if (_rows.Count > FeedbackQueries.PageSize) return;
        await ReadAsync(null);
        StateHasChanged();
    }

    private async Task ReadAsync(string? after)
    {
        var reading = ++_readings;
        Result<FeedbackList> list = default;
        var state = await PageLoad.RunAsync(async () => list = await feedback.ListAsync(Actor, Filter, after));
        // Another filter was chosen meanwhile.
        if (reading != _readings) return;
        (_state, _refused) = (state, list.Refusal);
        if (list.Value is not { } found) return;
        if (after is null) _rows.Clear();
        _rows.AddRange(found.Rows);
        _next = found.Next;
    }
}
