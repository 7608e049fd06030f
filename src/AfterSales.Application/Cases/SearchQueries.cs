using AfterSales.Application.Customers;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

// These comparisons become SQL, where the column's collation compares.
#pragma warning disable CA1309

namespace AfterSales.Application.Cases;

public sealed record CaseHit(string Number, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, CaseState State, string? OrderNo, DateTimeOffset OpenedAt);

public sealed record OrderHit(string OrderNo, string? BuyerNick, OrderStatus Status, decimal? PaidAmount, DateTimeOffset? CreatedAt);

public sealed record CustomerHit(Guid Id, string Nick);

/// <summary>What the words in the search box stand for. Each list holds at most <see cref="SearchQueries.Most"/>.</summary>
public sealed record SearchHits(IReadOnlyList<CaseHit> Cases, IReadOnlyList<OrderHit> Orders, IReadOnlyList<CustomerHit> Customers)
{
    public bool Nothing => Cases.Count + Orders.Count + Customers.Count == 0;
}

/// <summary>
/// Finds cases, orders and customers by what people have at hand: case number, order number (both from their beginning),
/// waybill, refund number, or any part of a nick. Every look-up runs on an index, whatever the size of the store.
/// </summary>
public sealed class SearchQueries(Databases databases)
{
    public const int Most = 20;

    // What half of all nicks contain is not sorted whole: whoever typed it will type on, unless it is all there is of a nick.
    private const int MostNamed = 1_000;

    public async Task<Result<SearchHits>> FindAsync(Actor actor, string? text, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        var wanted = PlainText.Storable(text ?? "").Trim();
        if (wanted.Length is 0 or > 100) return new SearchHits([], [], []);
        await using var db = databases.For(actor);

        var customers = await CustomersAsync(db, wanted, ct);
        var refunded = await db.PlatformRefunds.Where(r => r.RefundNo == wanted).Select(r => r.OrderNo).SingleOrDefaultAsync(ct);
        var orders = await OrdersAsync(db, wanted, refunded, ct);
        return new SearchHits(await CasesAsync(db, wanted, customers, [.. orders.Select(o => o.OrderNo).Append(refunded).OfType<string>()], ct), orders, customers);
    }

    private static Task<List<CustomerHit>> CustomersAsync(StoreDb db, string wanted, CancellationToken ct) =>
        db.Customers.AsNoTracking().Where(c => c.Nick == wanted).Concat(db.Customers.Named(wanted).Where(c => c.Nick != wanted).Take(MostNamed)).OrderBy(c => c.Nick.Length).ThenBy(c => c.Nick).Take(Most)
            .Select(c => new CustomerHit(c.Id, c.Nick)).ToListAsync(ct);

    private static async Task<List<OrderHit>> OrdersAsync(StoreDb db, string wanted, string? refunded, CancellationToken ct)
    {
        var upper = AfterNumbersOf(wanted);
        var sent = db.Parcels.Where(p => p.Waybill == wanted).Select(p => p.OrderNo);
        var found = db.Orders.AsNoTracking().Where(o => string.Compare(o.OrderNo, wanted) >= 0 && string.Compare(o.OrderNo, upper) <= 0).OrderBy(o => o.OrderNo).Take(Most)
            .Union(db.Orders.AsNoTracking().Where(o => sent.Contains(o.OrderNo)).OrderBy(o => o.OrderNo).Take(Most))
            .Union(db.Orders.AsNoTracking().Where(o => o.OrderNo == refunded));
        return await found.Select(o => new OrderHit(o.OrderNo, o.BuyerNick, o.Status, o.PaidAmount, o.CreatedAt)).ToListAsync(ct);
    }

    private static async Task<List<CaseHit>> CasesAsync(StoreDb db, string wanted, List<CustomerHit> customers, List<string> sent, CancellationToken ct)
    {
        var number = wanted.ToUpperInvariant();
        var (afterNumber, afterOrder) = (AfterNumbersOf(number), AfterNumbersOf(wanted));
        var people = customers.ConvertAll(c => c.Id);
        // One look-up per index, newest first; an "or" over four columns would use none of them.
        IQueryable<Case>[] ways =
        [
            db.Cases.Where(c => string.Compare(c.Number, number) >= 0 && string.Compare(c.Number, afterNumber) <= 0).OrderByDescending(c => c.Number),
            db.Cases.Where(c => string.Compare(c.OrderNo, wanted) >= 0 && string.Compare(c.OrderNo, afterOrder) <= 0).OrderBy(c => c.OrderNo),
            db.Cases.Where(c => sent.Contains(c.OrderNo!)).OrderBy(c => c.OrderNo),
            db.Cases.Where(c => people.Contains(c.CustomerId)).OrderByDescending(c => c.OpenedAt),
        ];
        var found = new List<CaseHit>();
        foreach (var way in ways)
            found.AddRange(await way.AsNoTracking().Take(Most).Select(c => new CaseHit(c.Number, c.CustomerNick, c.Type, c.Subtype, c.State, c.OrderNo, c.OpenedAt)).ToListAsync(ct));
        return [.. found.DistinctBy(c => c.Number).OrderBy(c => c.State >= CaseState.Resolved).ThenByDescending(c => c.OpenedAt).Take(Most)];
    }

    // The last number that begins with these: compared, not matched, so that any collation's index serves.
    private static string AfterNumbersOf(string beginning) => beginning + new string('9', 24);
}
