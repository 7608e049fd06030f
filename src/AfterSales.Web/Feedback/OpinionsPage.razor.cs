using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Feedback;

/// <summary>What buyers think of goods, by style, each number with the cases behind it. Range and style stand in the address.</summary>
public sealed partial class OpinionsPage(OpinionQueries opinions, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private ChangeNews? _news;
    private PageState _state;
    private Refusal? _refused;
    private RangeChoice _choice = null!;
    private OpinionReport? _report;

    [SupplyParameterFromQuery(Name = "range")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "style")] private string? Style { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        // Opinions are few: what nobody asked for is a month.
        _choice = RangeChoice.Of(Name ?? nameof(RangeName.Month), From, To, DateOnly.FromDateTime(formats.Wall(formats.Now)));
        if (!RendererInfo.IsInteractive) return Task.CompletedTask;
        _news ??= new(signal, change => change.Of == ChangeOf.Reports && change.StoreId == Actor.StoreId, () => InvokeAsync(FollowAsync));
        return LoadAsync();
    }

    public void Dispose() => _news?.Dispose();

    private async Task FollowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var report = await opinions.ByStyleAsync(_choice.Range, string.IsNullOrWhiteSpace(Style) ? null : Style.Trim(), Actor);
        (_refused, _report) = (report.Refusal, report.Value);
    });

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
