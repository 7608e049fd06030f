using AfterSales.Application.Cases;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Insights.Sections;

/// <summary>One section of the dashboard: its numbers, how they went, and the tables behind them.</summary>
public sealed partial class SectionPage(SectionQueries sections, ChangeSignal signal, Texts texts, Formats formats) : ReportPage(signal, formats)
{
    private ReportSection? _section;
    private SectionView? _view;

    [Parameter] public string Name { get; set; } = "";

    protected override string? Subject => Name;

    private Texts T => texts;

    protected override Task OnParametersSetAsync()
    {
        if (_section?.Name != Name) (_section, _view) = (ReportSection.Find(Name), null);
        return base.OnParametersSetAsync();
    }

    protected override async Task ReadAsync()
    {
        if (_section is not { } section) return;
        var view = await sections.OfAsync(section, Choice.Range, Stores, texts, F);
        (Refused, _view) = (view.Refusal, view.Value);
    }
}
