using AfterSales.Application.Cases;
using AfterSales.Application.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights;

/// <summary>The owner's dashboard (SPEC 8): figures from roll-ups, what is late now from the node's memory.</summary>
public sealed partial class DashboardPage : ReportPage
{
    private readonly DashboardQueries _dashboards;
    private readonly LateNow _late;
    private readonly Texts _texts;
    private Dashboard? _report;

    public DashboardPage(DashboardQueries dashboards, OpenCases openCases, ChangeSignal signal, Texts texts, Formats formats) : base(signal, formats)
    {
        (_dashboards, _texts) = (dashboards, texts);
        _late = new(openCases, () => _ = InvokeAsync(() => { if (LooksOtherwise()) StateHasChanged(); }));
    }

    private Texts T => _texts;

    protected override async Task ReadAsync()
    {
        var report = await _dashboards.OfAsync(Choice.Range, Stores);
        (Refused, _report) = (report.Refusal, report.Value);
        if (!report.Ok) return;
        await _late.FollowAsync(Stores);
        _late.Look(F.Now);
    }

    protected override bool LooksOtherwise()
    {
        var before = Told();
        _late.Look(F.Now);
        return before != Told();
    }

    protected override void Dispose(bool disposing)
    {
        _late.Dispose();
        base.Dispose(disposing);
    }

    private (int, string?) Told() => (_late.Count, _late.Longest is { } longest ? F.Duration(longest) : null);
}
