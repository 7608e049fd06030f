using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights.Sections;

/// <summary>Reads what a section is drawn from: its figures of a range and of the one before, and how they went.</summary>
public sealed class SectionQueries(DashboardQueries dashboards, TrendQueries trends)
{
    /// <summary>With how it went; a file of a table has no need of that (<see cref="TablesAsync"/>).</summary>
    public async Task<Result<SectionView>> OfAsync(ReportSection section, ReportRange range, ReportStores stores, Texts texts, Formats formats, CancellationToken ct = default)
    {
        var view = await TablesAsync(section, range, stores, texts, formats, ct);
        if (!view.Ok) return view;
        var now = await trends.OfAsync(range, section.Followed, stores, ct);
        if (!now.Ok) return now.Refusal;
        var before = await trends.OfAsync(range.Before(), section.Followed, stores, ct);
        return before.Ok ? view.Value with { Trend = now.Value, TrendBefore = before.Value } : before.Refusal;
    }

    public async Task<Result<SectionView>> TablesAsync(ReportSection section, ReportRange range, ReportStores stores, Texts texts, Formats formats, CancellationToken ct = default)
    {
        var report = await dashboards.OfAsync(range, section.Wanted, stores, ct);
        return report.Ok ? new SectionView(report.Value, null, null, texts, formats) : report.Refusal;
    }
}
