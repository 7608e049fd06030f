using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>Reads the owner's dashboard and its sections, from roll-ups alone.</summary>
public sealed class DashboardQueries(Databases databases, FigureQueries figures)
{
    private const string Bearer = $"{nameof(Party.Person)}|";

    public async Task<Result<Dashboard>> OfAsync(ReportRange range, ReportStores stores, CancellationToken ct = default)
    {
        var read = await OfAsync(range, Dashboard.Wanted, stores, ct);
        return read.Ok ? read.Value with { Feedback = await FeedbackAsync(stores, ct) } : read;
    }

    /// <param name="wanted">What is read of the range and of the one before it; everything else of the dashboard is nothing.</param>
    public async Task<Result<Dashboard>> OfAsync(ReportRange range, IReadOnlyCollection<Wanted> wanted, ReportStores stores, CancellationToken ct = default)
    {
        var now = await figures.OfAsync(range, wanted, stores, ct);
        if (!now.Ok) return now.Refusal;
        var before = await figures.OfAsync(range.Before(), wanted, stores, ct);
        if (!before.Ok) return before.Refusal;
        return new Dashboard(now.Value, before.Value, await NamesAsync(PeopleIn(now.Value, wanted), stores, ct), stores, await CountedAtAsync(stores, ct));
    }

    // Whoever stands in a figure by themselves, or bears a cost.
    private static List<Guid> PeopleIn(Figures figures, IReadOnlyCollection<Wanted> wanted) =>
    [
        .. wanted.Where(one => one.Cut == Cut.Person).SelectMany(one => figures.By(one.Measure, Cut.Person).Keys)
            .Concat(wanted.Where(one => one.Cut == Cut.PartyName).SelectMany(one => figures.By(one.Measure, Cut.PartyName).Keys).Where(key => key.StartsWith(Bearer, StringComparison.Ordinal)).Select(key => key[Bearer.Length..]))
            .Distinct().Select(key => Guid.TryParse(key, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty),
    ];

    // Several stores are counted as far as the one that is furthest behind.
    private async Task<DateTimeOffset?> CountedAtAsync(ReportStores stores, CancellationToken ct)
    {
        DateTimeOffset? counted = null;
        foreach (var actor in stores.Actors)
        {
            await using var db = databases.For(actor);
            if (await db.ReportStates.AsNoTracking().Select(s => (DateTimeOffset?)s.CaughtUpAt).SingleOrDefaultAsync(ct) is not { } at) return null;
            if (counted is null || at < counted) counted = at;
        }
        return counted;
    }

    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(List<Guid> people, ReportStores stores, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var actor in stores.Actors)
        {
            await using var db = databases.For(actor);
            foreach (var (id, name) in await db.NamesAsync(people, ct)) names[id] = name;
        }
        return names;
    }

    // Of the store that one sits in: there its items are. Of several about the same goods the latest.
    private async Task<IReadOnlyDictionary<string, Guid>> FeedbackAsync(ReportStores stores, CancellationToken ct)
    {
        if (stores.Named is not null || stores.AreSeveral) return new Dictionary<string, Guid>();
        await using var db = databases.For(stores.Actors[0]);
        var items = await db.FeedbackItems.AsNoTracking().Where(i => i.State == FeedbackState.Open || i.State == FeedbackState.Verified || i.State == FeedbackState.Answered)
            .OrderByDescending(i => i.OpenedAt).Select(i => new { i.Id, i.Style, i.Batch }).ToListAsync(ct);
        return items.GroupBy(i => i.Batch.Length == 0 ? i.Style : $"{i.Style}|{i.Batch}").ToDictionary(of => of.Key, of => of.First().Id, StringComparer.Ordinal);
    }
}
