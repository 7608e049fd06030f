using AfterSales.Application.Reviews;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Reviews;

/// <summary>The store's reviews with their outcomes: what was rescued, by what, at what cost. The filter stands in the address.</summary>
public sealed partial class ReviewsPage(ReviewListQueries reviews, Texts texts, Formats formats)
{
    private readonly List<ReviewRow> _rows = [];
    private PageState _state;
    private Refusal? _refused;
    private ReviewTotals? _totals;
    private string? _next;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "outcome")] private string? Outcome { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats F => formats;

    private ReviewFilter Filter => Enum.TryParse<ReviewFilter>(Outcome, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : ReviewFilter.All;

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private static string AddressOf(ReviewFilter filter) => filter == ReviewFilter.All ? "/reviews" : $"/reviews?outcome={filter.ToString().ToLowerInvariant()}";

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var totals = await reviews.TotalsAsync(Actor);
        (_refused, _totals, _next) = (totals.Refusal, totals.Value, null);
        _rows.Clear();
        await ReadAsync();
    });

    private async Task MoreAsync()
    {
        if (_busy) return;
        _busy = true;
        _state = await PageLoad.RunAsync(ReadAsync);
        _busy = false;
    }

    private async Task ReadAsync()
    {
        var list = await reviews.ListAsync(Actor, Filter, _next);
        if (!list.Ok) return;
        _rows.AddRange(list.Value.Rows);
        _next = list.Value.Next;
    }
}
