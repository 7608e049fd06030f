using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <summary>A person's sheet of a month: as it is worked out now, or as it was closed.</summary>
/// <param name="Closed">Null while the month is open.</param>
/// <param name="Disputes">The latest first.</param>
/// <param name="Since">Of a closed month: lines that would come to something else now. The next open month carries the difference.</param>
/// <param name="Entries">What was entered of them and holds.</param>
/// <param name="IsBefore">Pay was not kept here yet: the first month that was closed came later. There is no sheet then, and none is made.</param>
public sealed record MonthSheet(
    Guid PersonId, string Name, DateOnly Month, string? Grade, PayPolicy Policy, IReadOnlyList<PayLine> Lines, decimal Total, ClosedMonth? Closed, IReadOnlyList<PayDispute> Disputes, IReadOnlyList<PayLine> Since, IReadOnlyList<PayEntry> Entries,
    bool IsBefore = false)
{
    public bool IsOpen => Closed is null && !IsBefore;
}

/// <summary>What a store pays in a month.</summary>
/// <param name="Entries">What was entered and holds.</param>
/// <param name="WithoutSheet">People of the store who have none, because they have no grade.</param>
/// <param name="IsBefore">Pay was not kept here yet.</param>
public sealed record MonthPay(DateOnly Month, bool IsOver, ClosedMonth? Closed, PayPolicy Policy, IReadOnlyList<MonthSheet> Sheets, IReadOnlyList<PayEntry> Entries, IReadOnlyDictionary<Guid, string> WithoutSheet, bool IsBefore = false)
{
    public bool IsOpen => Closed is null && !IsBefore;

    public decimal Total => Sheets.Sum(sheet => sheet.Total);

    public int OpenDisputes => Sheets.Sum(sheet => sheet.Disputes.Count(dispute => dispute.State == DisputeState.Open));
}

/// <summary>Reads the sheets of a month: a person their own, who manages pay everybody's (SPEC 7).</summary>
public sealed class SheetQueries(Databases databases, PayBook book, TimeProvider time)
{
    /// <param name="month">Any day of it.</param>
    public async Task<Result<MonthSheet>> OfPersonAsync(Guid personId, DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId != personId && !actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var first = PayReads.FirstOf(month);
        var closed = await db.ClosedMonths.AsNoTracking().SingleOrDefaultAsync(m => m.Month == first, ct);
        var isBefore = await IsBeforeAsync(db, first, closed, ct);
        if (!isBefore && await SheetsAsync(db, first, closed, personId, ct) is [var only]) return only;
        if (await db.NameOfMemberAsync(personId, ct) is not { } name) return Refusal.NotFound("person.not_found");
        return new MonthSheet(personId, name, first, null, await db.PolicyOfAsync(first, ct), [], 0, closed, [], [], [], isBefore);
    }

    /// <param name="month">Any day of it.</param>
    public async Task<Result<MonthPay>> OfMonthAsync(DateOnly month, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var first = PayReads.FirstOf(month);
        var closed = await db.ClosedMonths.AsNoTracking().SingleOrDefaultAsync(m => m.Month == first, ct);
        var isBefore = await IsBeforeAsync(db, first, closed, ct);
        var sheets = isBefore ? [] : await SheetsAsync(db, first, closed, null, ct);
        var entries = (await db.EntriesOfAsync(first, ct)).SelectMany(one => one).ToList();
        var members = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName }).Distinct().ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        foreach (var sheet in sheets) members.Remove(sheet.PersonId);
        return new MonthPay(first, first < await db.ThisMonthAsync(time.GetUtcNow(), ct), closed, await db.PolicyOfAsync(first, ct), sheets, entries, members, isBefore);
    }

    private static async Task<bool> IsBeforeAsync(StoreDb db, DateOnly month, ClosedMonth? closed, CancellationToken ct) => closed is null && await db.IsClosedFromAsync(month, ct);

    private async Task<IReadOnlyList<MonthSheet>> SheetsAsync(StoreDb db, DateOnly month, ClosedMonth? closed, Guid? only, CancellationToken ct)
    {
        var policy = await db.PolicyOfAsync(month, ct);
        var disputes = (await db.PayDisputes.AsNoTracking().Where(d => d.Month == month && (only == null || d.PersonId == only)).OrderByDescending(d => d.Id).ToListAsync(ct)).ToLookup(d => d.PersonId);
        var entries = await db.EntriesOfAsync(month, ct);
        if (closed is null)
        {
            var drafts = await book.OfMonthAsync(db, month, only, ct);
            var names = await db.NamesEverAsync([.. drafts.Select(draft => draft.PersonId)], ct);
            return [.. drafts.Select(draft => new MonthSheet(draft.PersonId, names.GetValueOrDefault(draft.PersonId, ""), month, draft.Facts.Grade, policy, draft.Lines, PaySheets.Total(draft.Lines), null, [.. disputes[draft.PersonId]], [], [.. entries[draft.PersonId]])).OrderBy(sheet => sheet.Name, StringComparer.Ordinal)];
        }
        var frozen = await db.ClosedSheets.AsNoTracking().Where(s => s.Month == month && (only == null || s.PersonId == only)).OrderBy(s => s.PersonName).ToListAsync(ct);
        var now = (await book.AsOfNowAsync(db, month, only, ct)).ToDictionary(draft => draft.PersonId, draft => draft.Lines);
        return [.. frozen.Select(sheet => new MonthSheet(sheet.PersonId, sheet.PersonName, month, sheet.Grade, policy, sheet.Lines, sheet.Total, closed, [.. disputes[sheet.PersonId]], Changed(sheet.Lines, now.GetValueOrDefault(sheet.PersonId, [])), [.. entries[sheet.PersonId]]))];
    }

    // What came later shows, and changes nothing that was paid; a line that is gone shows as nothing.
    private static IReadOnlyList<PayLine> Changed(IReadOnlyList<PayLine> paid, IReadOnlyList<PayLine> now)
    {
        var was = paid.Where(line => line.Kind != PayLineKind.Correction).ToDictionary(line => line.Key, StringComparer.Ordinal);
        return
        [
            .. now.Where(line => was.GetValueOrDefault(line.Key)?.Yuan != line.Yuan),
            .. was.Values.Where(line => line.Yuan != 0 && now.All(one => one.Key != line.Key)).Select(line => line with { Count = 0, Yuan = 0, Computed = null }),
        ];
    }
}
