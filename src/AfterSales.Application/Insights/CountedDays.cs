using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>
/// On which days something of a number was counted: roll-ups say it. Looking for a page of what is rare among everything of its kind would go through years; of a few days it does not.
/// </summary>
internal static class CountedDays
{
    /// <summary>The latest days, back from one, on which as many were counted as are wanted; all there are where there are fewer. Null where roll-ups do not tell.</summary>
    public static async Task<DateOnly[]?> LatestAsync(StoreDb db, Behind behind, OccurrenceKind kind, string? word, DateOnly until, int wanted, CancellationToken ct)
    {
        if (!Tell(behind, kind) || (word is null && !HasNoWord(kind))) return null;
        var (keys, first) = (KeysOf(behind), behind.Range.First);
        // Months first: where there is nothing for a long time, no day of it is looked at.
        var months = await OfAsync(RollUpSpan.Month, new(first.Year, first.Month, 1), until);
        if (Enough(months) is not [.., var earliest]) return [];
        return Enough(await OfAsync(RollUpSpan.Day, earliest > first ? earliest : first, until));

        Task<List<Counted>> OfAsync(RollUpSpan span, DateOnly since, DateOnly last) => db.RollUps.AsNoTracking()
            .Where(r => r.Measure == behind.Measure && r.Cut == behind.Cut && r.Span == span && r.Starts >= since && r.Starts <= last && keys.Contains(r.Key))
            .GroupBy(r => r.Starts).Select(of => new Counted(of.Key, behind.OnlyLate ? of.Sum(r => r.Late) : behind.OnlyInTime ? of.Sum(r => r.Count - r.Late) : of.Sum(r => r.Count)))
            .ToListAsync(ct);

        DateOnly[] Enough(List<Counted> counted)
        {
            var (enough, sum) = (new List<DateOnly>(), 0L);
            foreach (var one in counted.Where(one => one.Count > 0).OrderByDescending(one => one.Starts))
            {
                if (sum >= wanted) break;
                // The first may be where the page before ended: it has some that are not of this one.
                if (enough.Count > 0) sum += one.Count;
                enough.Add(one.Starts);
            }
            return [.. enough];
        }
    }

    // The same as the cuts of ReportSql, of what has no index of its own.
    private static bool Tell(Behind behind, OccurrenceKind kind) => behind is { OverSeconds: null, UpToSeconds: null } && kind is not (OccurrenceKind.Replied or OccurrenceKind.Waited) && behind.Cut switch
    {
        Cut.All or Cut.Type or Cut.Subtype or Cut.Responsible or Cut.Courier or Cut.Party or Cut.PartyName => true,
        Cut.Hour => kind is OccurrenceKind.Opened or OccurrenceKind.Promise,
        Cut.CourierSubtype => kind == OccurrenceKind.Opened,
        _ => false,
    };

    // What has words is counted by them, and not altogether.
    private static bool HasNoWord(OccurrenceKind kind) => kind is OccurrenceKind.Opened or OccurrenceKind.Resolved or OccurrenceKind.Reopened or OccurrenceKind.Paid or OccurrenceKind.Borne or OccurrenceKind.Recovered
        or OccurrenceKind.ApprovalAsked or OccurrenceKind.ReviewRescued;

    private static string[] KeysOf(Behind behind)
    {
        if (behind.Cut == Cut.All) return [""];
        if (behind.Cut != Cut.CourierSubtype || behind.Key.Split('|', 2) is not [var courier, var subtypes]) return [behind.Key];
        return [.. subtypes.Split('+').Select(subtype => $"{courier}|{subtype}")];
    }

    private sealed record Counted(DateOnly Starts, long Count);
}
