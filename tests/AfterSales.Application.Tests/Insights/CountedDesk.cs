using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Insights;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Insights;

/// <summary>What a store's reports say, line by line, to be compared.</summary>
internal static class CountedDesk
{
    public static async Task CatchUpAsync(TestDesk desk)
    {
        while (await desk.Get<CatchUpReports>().TakeInAsync(desk.StoreId, CancellationToken.None)) { }
    }

    /// <summary>Handles every clock that fell due, and counts what came of it.</summary>
    public static async Task SettleAsync(TestDesk desk)
    {
        while (await desk.Get<FireTimers>().FireDueAsync(CancellationToken.None) > 0) { }
        await CatchUpAsync(desk);
    }

    public static async Task RebuildAsync(TestDesk desk) => (await desk.Get<RebuildReports>().CountAsync(desk.StoreId, CancellationToken.None)).ShouldBeTrue();

    /// <summary>Every roll-up of which something is left, and every occurrence.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        var sums = await db.RollUps.AsNoTracking().Where(r => r.Count != 0 || r.Late != 0 || r.Seconds != 0 || r.Yuan != 0).ToListAsync();
        var counted = await db.Occurrences.AsNoTracking().ToListAsync();
        return
        [
            .. sums.Select(r => FormattableString.Invariant($"{r.Measure} {r.Cut} {r.Span} {r.Starts:yyyy-MM-dd} {r.Key}: {r.Count} {r.Late} {r.Seconds} {r.Yuan:0.00}")).Order(StringComparer.Ordinal),
            .. counted.Select(o => FormattableString.Invariant(
                $"{o.CaseId} {o.Kind} {o.Key} {o.Word} {o.At:O} {o.Day:yyyy-MM-dd} {o.Hour} {o.Type} {o.Subtype} {o.Responsible} {o.Party} {o.PartyName} {o.Style} {o.Batch} {o.Supplier} {o.Courier} {o.PersonId} {o.IsLate} {o.Seconds} {o.Yuan:0.00}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    public static async Task InZoneAsync(TestDesk desk, string zone)
    {
        await using var db = desk.Db();
        await db.Stores.Where(s => s.Id == desk.StoreId).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZoneId, zone));
        desk.Get<ChangeSignal>().StoreChanged(desk.StoreId);
    }
}
