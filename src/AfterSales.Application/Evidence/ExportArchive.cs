using System.Runtime.CompilerServices;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>What an export would hold.</summary>
public sealed record ArchiveExtent(int Count, long Bytes);

/// <summary>
/// Takes files out of the archive (SPEC 5): what was chosen, a folder, or all that a search finds. Whoever may view cases takes out what belongs to one case; more is for <see cref="Permission.ExportEvidence"/>.
/// </summary>
public sealed class ExportArchive(Databases databases, StoreZones zones, ArchiveExports exports, EvidenceAccesses accesses, TimeProvider time)
{
    public const int MostItems = 20_000;
    public const long MostBytes = 20L << 30;

    /// <summary>What it would come to, or why it may not be.</summary>
    public async Task<Result<ArchiveExtent>> MeasureAsync(ArchiveFilter filter, Actor actor, CancellationToken ct = default)
    {
        var zone = await zones.OfAsync(actor.StoreId, ct);
        await using var db = databases.For(actor);
        return await MeasureAsync(db, filter, zone, time.GetUtcNow(), actor, ct);
    }

    /// <summary>The export is begun with this: dispose it when its last item is out.</summary>
    public async Task<Result<ArchiveExport>> ExecuteAsync(ArchiveFilter filter, Actor actor, CancellationToken ct = default)
    {
        var zone = await zones.OfAsync(actor.StoreId, ct);
        var now = time.GetUtcNow();
        await using var db = databases.For(actor);
        var extent = await MeasureAsync(db, filter, zone, now, actor, ct);
        if (!extent.Ok) return extent.Refusal;
        return exports.TryBegin(actor) is { } running
            ? new ArchiveExport(databases, accesses, filter, zone, now, extent.Value, actor, running)
            : Refusal.Rule("archive.busy", ArchiveExports.MostAtOnce);
    }

    private static async Task<Result<ArchiveExtent>> MeasureAsync(StoreDb db, ArchiveFilter filter, TimeZoneInfo zone, DateTimeOffset now, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (filter.Chosen.Count > ArchiveFilter.MostChosen) return Refusal.Invalid("archive.too_many_chosen", ArchiveFilter.MostChosen);
        var selection = await ArchiveSelection.OfAsync(db, filter, zone, ct);
        var items = selection.Items.Where(e => e.AddedAt <= now);
        if (!actor.May(Permission.ExportEvidence) && filter.CaseNumber is null && (filter.Chosen.Count == 0 || await items.Select(e => e.CaseId).Distinct().Take(2).CountAsync(ct) > 1))
            return new Refusal(RefusalKind.Forbidden, "archive.of_many_cases");
        if (selection.IsPartial) return Refusal.Rule("archive.too_wide", ArchiveQueries.MostCases);
        var extent = await items.Take(MostItems + 1).GroupBy(_ => 1).Select(g => new ArchiveExtent(g.Count(), g.Sum(e => e.Size ?? 0))).SingleOrDefaultAsync(ct);
        return extent switch
        {
            null => Refusal.NotFound("archive.nothing"),
            { Count: > MostItems } or { Bytes: > MostBytes } => Refusal.Rule("archive.too_much", MostItems, MostBytes >> 30),
            _ => extent,
        };
    }
}

/// <summary>An export that runs: its items in the order of their time, a few hundred at a time, each written down as exported before it is handed out.</summary>
public sealed class ArchiveExport : IDisposable
{
    private const int AtOnce = 200;

    private readonly Databases _databases;
    private readonly EvidenceAccesses _accesses;
    private readonly ArchiveFilter _filter;
    private readonly DateTimeOffset _until;
    private readonly Actor _actor;
    private readonly IDisposable _running;

    internal ArchiveExport(Databases databases, EvidenceAccesses accesses, ArchiveFilter filter, TimeZoneInfo zone, DateTimeOffset until, ArchiveExtent extent, Actor actor, IDisposable running) =>
        (_databases, _accesses, _filter, Zone, _until, Extent, _actor, _running) = (databases, accesses, filter, zone, until, extent, actor, running);

    public ArchiveExtent Extent { get; }

    /// <summary>The store's.</summary>
    public TimeZoneInfo Zone { get; }

    public async IAsyncEnumerable<ArchiveItem> ItemsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (ArchiveCursor? after = null; ;)
        {
            var some = await NextAsync(after, ct);
            await _accesses.RecordAsync(some.ConvertAll(item => item.Id), EvidenceAccessKind.Exported, _actor, ct);
            foreach (var item in some) yield return item;
            if (some.Count < AtOnce) yield break;
            after = new(some[^1].AddedAt, some[^1].Id);
        }
    }

    public void Dispose() => _running.Dispose();

    private async Task<List<ArchiveItem>> NextAsync(ArchiveCursor? after, CancellationToken ct)
    {
        await using var db = _databases.For(_actor);
        var items = (await ArchiveSelection.OfAsync(db, _filter, Zone, ct)).Items.Where(e => e.AddedAt <= _until);
        if (after is { At: var at, Id: var id }) items = items.Where(e => EF.Functions.GreaterThan(ValueTuple.Create(e.AddedAt, e.Id), ValueTuple.Create(at, id)));
        return await ArchiveQueries.ItemsAsync(db, items.OrderBy(e => e.AddedAt).ThenBy(e => e.Id).Select(e => e.Id).Take(AtOnce), Zone, ct);
    }
}
