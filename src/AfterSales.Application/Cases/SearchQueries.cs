using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Customers;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

// These comparisons become SQL, where the column's collation compares.
#pragma warning disable CA1309

namespace AfterSales.Application.Cases;

/// <summary>
/// Finds cases, orders, customers and styles by what people have at hand: case number, order number, waybill and style (each from its beginning), refund number, the end of a phone number, any part of a nick, or what was
/// said (<see cref="TextQueries"/>). Every look-up runs on an index, whatever the size of the store.
/// </summary>
public sealed class SearchQueries(Databases databases)
{
    public const int Most = 20;

    /// <summary>Of a phone number, its last digits or all of it: with some number of digits between, whoever may not see it could ask for one digit after the other.</summary>
    public const int PhoneTail = 4;

    private const int Phone = 11;

    // What half of all nicks contain is not sorted whole: whoever typed it will type on, unless it is all there is of a nick.
    private const int MostNamed = 1_000;

    // Less than this is the beginning of too many waybills to mean one.
    private const int LeastOfAWaybill = 5;

    private const int MostStyles = 8;

    // The last character there is: nothing that begins with a word goes beyond the word with it.
    private const string Last = "\U0010FFFF";

    public async Task<Result<SearchHits>> FindAsync(Actor actor, string? text, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        var wanted = PlainText.Storable(text ?? "").Trim();
        if (wanted.Length is 0 or > SoughtWords.MaxText) return SearchHits.None;
        await using var db = databases.For(actor);

        var customers = await CustomersAsync(db, wanted, ct);
        var number = TextGrams.Narrowed(wanted);
        var styles = await StylesAsync(db, number, ct);
        // No number has a space or a Chinese character in it.
        var orders = number.All(c => c is > ' ' and < '\u007f') ? await OrdersAsync(db, number, ct) : [];
        return new SearchHits(await CasesAsync(db, number, customers, orders, styles, ct), [.. orders.Select(o => o.Order).OfType<OrderHit>()], customers)
        {
            Styles = styles,
            Said = await TextQueries.FindAsync(db, SoughtWords.Read(wanted), after: null, type: null, subtype: null, ct),
        };
    }

    private static Task<List<CustomerHit>> CustomersAsync(StoreDb db, string wanted, CancellationToken ct) =>
        db.Customers.AsNoTracking().Where(c => c.Nick == wanted).Concat(db.Customers.Named(wanted).Where(c => c.Nick != wanted).Take(MostNamed)).OrderBy(c => c.Nick.Length).ThenBy(c => c.Nick).Take(Most)
            .Select(c => new CustomerHit(c.Id, c.Nick)).ToListAsync(ct);

    // Where there are many pieces of one style, the index is asked for the next one, not for all of them.
    private static async Task<List<string>> StylesAsync(StoreDb db, string wanted, CancellationToken ct)
    {
        var styles = new List<string>();
        foreach (var start in new[] { wanted, wanted.ToUpperInvariant() }.Distinct(StringComparer.Ordinal))
        {
            var end = start + Last;
            styles.AddRange(await db.Database.SqlQuery<string>($"""
                with recursive styles as (
                    (select l.style_code from order_lines l where l.store_id = {db.StoreId} and l.style_code >= {start} and l.style_code < {end} order by l.style_code limit 1)
                    union all
                    select (select l.style_code from order_lines l where l.store_id = {db.StoreId} and l.style_code > s.style_code and l.style_code < {end} order by l.style_code limit 1) from styles s where s.style_code is not null)
                select style_code as "Value" from styles where starts_with(style_code, {start}) limit {MostStyles}
                """).ToListAsync(ct));
        }
        return [.. styles.Distinct(StringComparer.Ordinal)];
    }

    // What is known of it by its number is enough: a case may name an order that no import has brought yet.
    private static async Task<List<(string OrderNo, FoundBy By, OrderHit? Order)>> OrdersAsync(StoreDb db, string wanted, CancellationToken ct)
    {
        var (upper, after) = (wanted.ToUpperInvariant(), AfterNumbersOf(wanted));
        var numbers = new List<(string OrderNo, FoundBy By)>();
        numbers.AddRange((await db.Orders.Where(o => string.Compare(o.OrderNo, wanted) >= 0 && string.Compare(o.OrderNo, after) <= 0).OrderBy(o => o.OrderNo).Take(Most).Select(o => o.OrderNo).ToListAsync(ct)).Select(no => (no, FoundBy.OrderNo)));
        var afterSent = wanted.Length < LeastOfAWaybill ? upper : AfterNumbersOf(upper);
        var sent = db.Parcels.Where(p => string.Compare(p.Waybill, upper) >= 0 && string.Compare(p.Waybill, afterSent) <= 0).OrderBy(p => p.Waybill).Select(p => p.OrderNo).Take(Most);
        numbers.AddRange((await sent.Union(db.Parcels.Where(p => p.Waybill == wanted).Select(p => p.OrderNo)).ToListAsync(ct)).Select(no => (no, FoundBy.Waybill)));
        numbers.AddRange((await db.PlatformRefunds.Where(r => r.RefundNo == wanted).Select(r => r.OrderNo).ToListAsync(ct)).OfType<string>().Select(no => (no, FoundBy.RefundNo)));
        if (wanted.All(char.IsAsciiDigit) && wanted.Length is PhoneTail or Phone)
        {
            var tail = wanted[^PhoneTail..];
            var called = wanted.Length == Phone
                ? db.Orders.Where(o => o.Phone == wanted)
                : db.Orders.FromSql($"select * from orders where store_id = {db.StoreId} and right(phone, 4) = {tail} and phone is not null");
            numbers.AddRange((await called.OrderByDescending(o => o.CreatedAt).Take(Most).Select(o => o.OrderNo).ToListAsync(ct)).Select(no => (no, FoundBy.Phone)));
        }
        string[] wantedNumbers = [.. numbers.Select(n => n.OrderNo).Distinct(StringComparer.Ordinal)];
        var orders = await db.Orders.AsNoTracking().Where(o => wantedNumbers.Contains(o.OrderNo)).ToDictionaryAsync(o => o.OrderNo, StringComparer.Ordinal, ct);
        return [.. numbers.DistinctBy(n => n.OrderNo).Select(n => (n.OrderNo, n.By, orders.GetValueOrDefault(n.OrderNo) is { } o ? new OrderHit(o.OrderNo, o.BuyerNick, o.Status, o.PaidAmount, o.CreatedAt) { By = n.By } : null))];
    }

    private static async Task<List<CaseHit>> CasesAsync(StoreDb db, string wanted, List<CustomerHit> customers, List<(string OrderNo, FoundBy By, OrderHit? Order)> orders, List<string> styles, CancellationToken ct)
    {
        var number = wanted.ToUpperInvariant();
        var (afterNumber, afterOrder) = (AfterNumbersOf(number), AfterNumbersOf(wanted));
        var people = customers.ConvertAll(c => c.Id);
        // One look-up per index, newest first; an "or" over four columns would use none of them.
        var ways = new List<(FoundBy By, IQueryable<Case> Cases)>
        {
            (FoundBy.CaseNumber, db.Cases.Where(c => string.Compare(c.Number, number) >= 0 && string.Compare(c.Number, afterNumber) <= 0).OrderByDescending(c => c.Number)),
            (FoundBy.OrderNo, db.Cases.Where(c => string.Compare(c.OrderNo, wanted) >= 0 && string.Compare(c.OrderNo, afterOrder) <= 0).OrderBy(c => c.OrderNo)),
            (FoundBy.Nick, db.Cases.Where(c => people.Contains(c.CustomerId)).OrderByDescending(c => c.OpenedAt)),
        };
        foreach (var by in orders.GroupBy(o => o.By, o => o.OrderNo))
        {
            string[] theirs = [.. by];
            ways.Add((by.Key, db.Cases.Where(c => theirs.Contains(c.OrderNo!)).OrderBy(c => c.OrderNo)));
        }
        if ((styles.Find(s => string.Equals(s, wanted, StringComparison.OrdinalIgnoreCase)) ?? (styles is [var only] ? only : null)) is { } style)
        {
            var latest = db.Occurrences.Where(o => o.Style == style && o.Kind == OccurrenceKind.Opened).OrderByDescending(o => o.Day).ThenByDescending(o => o.At).Take(Most).Select(o => o.CaseId);
            ways.Add((FoundBy.Style, db.Cases.Where(c => latest.Contains(c.Id)).OrderByDescending(c => c.OpenedAt)));
        }
        var found = new List<CaseHit>();
        foreach (var (by, cases) in ways)
            found.AddRange((await cases.AsNoTracking().Take(Most).Select(c => new CaseHit(c.Number, c.CustomerNick, c.Type, c.Subtype, c.State, c.OrderNo, c.OpenedAt)).ToListAsync(ct)).Select(hit => hit with { By = by }));
        return [.. found.DistinctBy(c => c.Number).OrderBy(c => c.State >= CaseState.Resolved).ThenByDescending(c => c.OpenedAt).Take(Most)];
    }

    // The last number that begins with these: compared, not matched, so that any collation's index serves.
    private static string AfterNumbersOf(string beginning) => beginning + new string('9', 24);
}
