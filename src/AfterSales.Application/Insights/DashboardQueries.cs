using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>Reads the owner's dashboard, from roll-ups alone.</summary>
public sealed class DashboardQueries(Databases databases, FigureQueries figures)
{
    public async Task<Result<Dashboard>> OfAsync(ReportRange range, Actor actor, CancellationToken ct = default)
    {
        var now = await figures.OfAsync(range, Dashboard.Wanted, actor, ct);
        if (!now.Ok) return now.Refusal;
        var before = await figures.OfAsync(range.Before(), Dashboard.Wanted, actor, ct);
        if (!before.Ok) return before.Refusal;
        await using var db = databases.For(actor);
        var countedAt = await db.ReportStates.AsNoTracking().Select(s => (DateTimeOffset?)s.CaughtUpAt).SingleOrDefaultAsync(ct);
        var dashboard = new Dashboard(now.Value, before.Value, new Dictionary<Guid, string>(), countedAt);
        return dashboard with { People = await db.NamesAsync([.. dashboard.Team.Select(line => line.PersonId)], ct) };
    }
}
