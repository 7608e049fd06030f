using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights.Sections;

/// <summary>Reads what a section is drawn from: its figures of a range and of the one before, and how they went.</summary>
public sealed class SectionQueries(DashboardQueries dashboards, TrendQueries trends)
{
    public async Task<Result<SectionView>> OfAsync(ReportSection section, ReportRange range, ReportStores stores, Texts texts, Formats formats, CancellationToken ct = default)
    {
        var report = await dashboards.OfAsync(range, section.Wanted, stores, ct);
        if (!report.Ok) return report.Refusal;
        var now = await trends.OfAsync(range, section.Followed, stores, ct);
        if (!now.Ok) return now.Refusal;
        var before = await trends.OfAsync(range.Before(), section.Followed, stores, ct);
        return before.Ok ? new SectionView(report.Value, now.Value, before.Value, texts, formats) : before.Refusal;
    }
}
