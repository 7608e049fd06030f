using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <summary>What several deeds and reads of pay need.</summary>
internal static class PayReads
{
    /// <summary>The policy of a month: of those whose month has come the latest; of one month, what was said last.</summary>
    public static async Task<PayPolicy> PolicyOfAsync(this StoreDb db, DateOnly month, CancellationToken ct)
    {
        var held = await db.PayPolicies.AsNoTracking().Where(p => p.FromMonth <= month).OrderByDescending(p => p.FromMonth).ThenByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        return held is null ? PayPolicy.Default : held.Policy with { Version = held.Version };
    }

    /// <summary>The policies that hold in a month and in those after it, until a month if any, each once.</summary>
    public static async Task<IReadOnlyList<PayPolicy>> PoliciesFromAsync(this StoreDb db, DateOnly month, DateOnly? until, CancellationToken ct)
    {
        var later = await db.PayPolicies.AsNoTracking().Where(p => p.FromMonth > month && (until == null || p.FromMonth < until)).ToListAsync(ct);
        return [await db.PolicyOfAsync(month, ct), .. later.GroupBy(p => p.FromMonth).Select(same => same.MaxBy(p => p.Version)!.Policy)];
    }

    /// <summary>Who has which grade in a month; without those who have none.</summary>
    public static async Task<Dictionary<Guid, string>> GradesOfAsync(this StoreDb db, DateOnly month, CancellationToken ct)
    {
        var changes = await db.PayGrades.AsNoTracking().Where(g => g.FromMonth <= month).Select(g => new { g.PersonId, g.FromMonth, g.Id, g.Grade }).ToListAsync(ct);
        return changes.GroupBy(g => g.PersonId).Select(g => (Person: g.Key, g.OrderBy(one => one.FromMonth).ThenBy(one => one.Id).Last().Grade)).Where(one => one.Grade.Length > 0).ToDictionary(one => one.Person, one => one.Grade);
    }

    /// <summary>The entries of a month that hold: the last of a person, kind and name.</summary>
    public static async Task<ILookup<Guid, PayEntry>> EntriesOfAsync(this StoreDb db, DateOnly month, CancellationToken ct)
    {
        var all = await db.PayEntries.AsNoTracking().Where(e => e.Month == month).ToListAsync(ct);
        return all.GroupBy(e => (e.PersonId, e.Kind, e.Name)).Select(same => same.MaxBy(e => e.Id)!).OrderBy(e => e.Kind).ThenBy(e => e.Name, StringComparer.Ordinal).ToLookup(e => e.PersonId);
    }

    /// <summary>Whether this month, or one after it, is closed: nothing that pays it may change any more.</summary>
    public static Task<bool> IsClosedFromAsync(this StoreDb db, DateOnly month, CancellationToken ct) => db.ClosedMonths.AnyAsync(m => m.Month >= month, ct);

    /// <summary>What people of rows of this store are called, those who left among them.</summary>
    public static Task<Dictionary<Guid, string>> NamesEverAsync(this StoreDb db, IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);

    /// <summary>Nobody else changes what this store pays until the transaction ends.</summary>
    public static Task LockPayAsync(this StoreDb db, CancellationToken ct) => db.LockAsync("pay", ct);

    /// <summary>The month that has begun in the store, by its first day.</summary>
    public static async Task<DateOnly> ThisMonthAsync(this StoreDb db, DateTimeOffset now, CancellationToken ct) =>
        FirstOf((await StoreZones.OfAsync(db, ct)).DateOf(now));

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    public static Refusal Closed(DateOnly month) => Refusal.Rule("pay.month_closed", PaySheets.MonthText(month));
}
