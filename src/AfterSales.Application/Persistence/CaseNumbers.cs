using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Persistence;

/// <summary>Case numbers, e.g. AS-261122-0418: the day in the store's zone, then a database sequence that never starts over.</summary>
internal static class CaseNumbers
{
    public const string Sequence = "case_number";

    public static async Task<Queue<long>> TakeAsync(DbContext db, int count, CancellationToken ct)
    {
        if (count <= 0) return new();
        return new(await db.Database.SqlQuery<long>($"select nextval('case_number') as \"Value\" from generate_series(1, {count})").ToListAsync(ct));
    }

    public static string Format(long next, DateTimeOffset openedAt, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"AS-{TimeZoneInfo.ConvertTime(openedAt, zone):yyMMdd}-{next:0000}");
}
