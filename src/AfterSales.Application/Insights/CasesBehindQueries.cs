using System.Globalization;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>A number of a report that somebody opens.</summary>
/// <param name="Key">Of the cut; empty for <see cref="Cut.All"/>. Of <see cref="Cut.CourierSubtype"/>, several subtypes have a plus between them.</param>
/// <param name="OnlyLate">What of it was late.</param>
/// <param name="OverSeconds">What of it took longer than this; null: from the shortest.</param>
/// <param name="UpToSeconds">What of it took no longer than this; null: to the longest.</param>
/// <param name="OnlyInTime">What of it was not late.</param>
public sealed record Behind(ReportRange Range, string Measure, Cut Cut = Cut.All, string Key = "", bool OnlyLate = false, int? OverSeconds = null, int? UpToSeconds = null, bool OnlyInTime = false);

/// <summary>Behind which line the next page begins.</summary>
public sealed record BehindCursor(DateOnly Day, DateTimeOffset At, Guid CaseId, string Key);

/// <summary>One thing that was counted, with its case.</summary>
public sealed record BehindLine(Guid StoreId, Guid CaseId, string Key, string Number, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, CaseState State, DateOnly Day, DateTimeOffset At, bool IsLate, int? Seconds, decimal? Yuan, string? Style, string? Courier, Guid? PersonId);

/// <param name="Next">Null: this was the last page.</param>
public sealed record BehindPage(IReadOnlyList<BehindLine> Lines, BehindCursor? Next);

/// <summary>The cases behind a number of a report, the latest first, a page at a time: as many lines as the number counted.</summary>
public sealed class CasesBehindQueries(Databases databases)
{
    public const int PageSize = 50;

    public async Task<Result<BehindPage>> PageAsync(Behind behind, BehindCursor? after, ReportStores stores, int most = PageSize, CancellationToken ct = default)
    {
        if (!stores.May(Permission.ViewCases) || !stores.Actors.All(actor => actor.May(Permission.ViewReports) || IsOwn(behind, actor))) return Refusal.Forbidden();
        if (Measures.Read(behind.Measure) is not var (kind, word)) return Refusal.Invalid("reports.measure_unknown", behind.Measure);
        var size = Math.Clamp(most, 1, 1_000);
        var found = new List<BehindLine>();
        foreach (var actor in stores.Actors)
        {
            await using var db = databases.For(actor);
            if (Within(Counted(db, behind, kind, word), behind) is not { } within) return Refusal.Invalid("reports.key_unknown", behind.Key);
            await using var moment = await db.OneMomentAsync(ct);
            await db.Database.ExecuteSqlRawAsync(ReportSql.PlanForWhatIsThere, ct);
            var until = after is { Day: var day } && day < behind.Range.Last ? day : behind.Range.Last;
            if (await CountedDays.LatestAsync(db, behind, kind, word, until, size + 1, ct) is { } days) within = within.Where(o => days.Contains(o.Day));
            found.AddRange(await FirstAsync(db, within, after, size + 1, ct));
        }
        // Lines of one case are of one store and stay as they came.
        if (stores.AreSeveral) found = [.. found.OrderByDescending(line => line.Day).ThenByDescending(line => line.At).ThenByDescending(line => line.CaseId)];
        var page = found.Take(size).ToList();
        return new BehindPage(page, found.Count > size ? new(page[^1].Day, page[^1].At, page[^1].CaseId, page[^1].Key) : null);
    }

    private static IQueryable<Occurrence> Counted(StoreDb db, Behind behind, OccurrenceKind kind, string? word)
    {
        var (first, last) = (behind.Range.First, behind.Range.Last);
        var counted = db.Occurrences.AsNoTracking().Where(o => o.Kind == kind && o.Day >= first && o.Day <= last);
        // A wait of which nothing was on shift is nobody's.
        if (kind is OccurrenceKind.Replied or OccurrenceKind.Waited) counted = counted.Where(o => o.Seconds != null);
        if (word is not null) counted = counted.Where(o => o.Word == word);
        if (behind.OverSeconds is { } over) counted = counted.Where(o => o.Seconds > over);
        if (behind.UpToSeconds is { } upTo) counted = counted.Where(o => o.Seconds <= upTo);
        if (behind.OnlyInTime) counted = counted.Where(o => !o.IsLate);
        return behind.OnlyLate ? counted.Where(o => o.IsLate) : counted;
    }

    private static Task<List<BehindLine>> FirstAsync(StoreDb db, IQueryable<Occurrence> within, BehindCursor? after, int most, CancellationToken ct)
    {
        if (after is not null)
            within = within.Where(o => EF.Functions.LessThan(ValueTuple.Create(o.Day, o.At, o.CaseId, o.Key), ValueTuple.Create(after.Day, after.At, after.CaseId, after.Key)));
        return within.OrderByDescending(o => o.Day).ThenByDescending(o => o.At).ThenByDescending(o => o.CaseId).ThenByDescending(o => o.Key).Take(most)
            .Join(db.Cases, o => o.CaseId, c => c.Id, (o, c) => new { Counted = o, Case = c })
            .OrderByDescending(line => line.Counted.Day).ThenByDescending(line => line.Counted.At).ThenByDescending(line => line.Counted.CaseId).ThenByDescending(line => line.Counted.Key)
            .Select(line => new BehindLine(
                line.Counted.StoreId, line.Counted.CaseId, line.Counted.Key, line.Case.Number, line.Case.CustomerNick, line.Case.Type, line.Case.Subtype, line.Case.State, line.Counted.Day, line.Counted.At, line.Counted.IsLate, line.Counted.Seconds, line.Counted.Yuan,
                line.Counted.Style, line.Counted.Courier, line.Counted.PersonId))
            .ToListAsync(ct);
    }

    // What a person's own numbers are made of is theirs to see.
    private static bool IsOwn(Behind behind, Actor actor) => behind.Cut == Cut.Person && actor.PersonId is { } id && Guid.TryParse(behind.Key, out var whose) && whose == id;

    // The same as the cuts of ReportSql; null where the key is none.
    private static IQueryable<Occurrence>? Within(IQueryable<Occurrence> counted, Behind behind)
    {
        var key = behind.Key;
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        var (before, behindBar) = bar < 0 ? (key, "") : (key[..bar], key[(bar + 1)..]);
        switch (behind.Cut)
        {
            case Cut.All: return counted;
            case Cut.Type: return counted.Where(o => o.Type == key);
            case Cut.Subtype: return counted.Where(o => o.Subtype == key);
            case Cut.Responsible: return counted.Where(o => o.Responsible == key);
            case Cut.Party: return counted.Where(o => o.Party == key);
            case Cut.PartyName: return counted.Where(o => o.Party == before && o.PartyName == behindBar);
            case Cut.Style: return counted.Where(o => o.Style == key);
            case Cut.Batch: return counted.Where(o => o.Style + "|" + o.Batch == key);
            case Cut.Supplier: return counted.Where(o => o.Supplier == key);
            case Cut.Courier: return counted.Where(o => o.Courier == key);
            case Cut.CourierSubtype:
                var subtypes = behindBar.Split('+');
                return counted.Where(o => o.Courier == before && subtypes.Contains(o.Subtype));
            case Cut.Hour: return counted.Where(o => o.Hour == key);
            case Cut.Person when Guid.TryParse(key, out var person): return counted.Where(o => o.PersonId == person);
            case Cut.Seconds when int.TryParse(key, CultureInfo.InvariantCulture, out var seconds): return counted.Where(o => o.Seconds <= seconds && o.Seconds > (seconds <= 3600 ? seconds - 1 : seconds - 60));
            default: return null;
        }
    }
}
