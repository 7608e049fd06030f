using AfterSales.Application.Customers;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Orders;

/// <param name="Text">The start of an order number, part of a nick, or a waybill.</param>
public sealed record OrderSearch(string? Text = null, OrderStatus? Status = null);

/// <summary>Where the next page begins.</summary>
public sealed record OrderCursor(DateTimeOffset? CreatedAt, Guid Id);

public sealed record OrderListRow(Guid Id, string OrderNo, string? BuyerNick, Guid? CustomerId, OrderStatus Status, decimal? PaidAmount, string? Title, int? Quantity, FlagColour? ImportedFlag, Flag? Flag, DateTimeOffset? CreatedAt);

public sealed record OrderList(IReadOnlyList<OrderListRow> Rows, OrderCursor? Next);

/// <summary>Everything of one order. <see cref="Order"/> is a detached copy; its phone is masked until somebody asks for it.</summary>
public sealed record OrderDetails(
    Order Order, string? MaskedPhone, IReadOnlyList<OrderLine> Lines, IReadOnlyList<Parcel> Parcels, IReadOnlyList<CaseOfOrder> Cases,
    IReadOnlyList<StaffNote> Notes, IReadOnlyList<FlagChange> FlagChanges, IReadOnlyList<PhoneReveal> Reveals)
{
    /// <summary>What the platform told of refunds, running ones first.</summary>
    public IReadOnlyList<PlatformRefund> Refunds { get; init; } = [];
}

public sealed record CaseOfOrder(string Number, Domain.Cases.CaseType? Type, Domain.Cases.CaseSubtype? Subtype, Domain.Cases.CaseState State, DateTimeOffset OpenedAt);

/// <summary>Reads orders. Every search goes by an index; pages go on by key.</summary>
public sealed class OrderQueries(Databases databases)
{
    public const int PageSize = 50;

    // Beyond this a search is no search.
    private const int MostFound = 200;
    private const int MostBuyers = 50;

    public async Task<Result<OrderList>> ListAsync(OrderSearch search, OrderCursor? after, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var orders = db.Orders.AsNoTracking();
        if (PlainText.Storable(search.Text ?? "").Trim() is { Length: > 0 } text) orders = await FoundAsync(db, orders, text, ct);
        if (search.Status is { } status) orders = orders.Where(o => o.Status == status);

        // Orders that only their lines have told of may have no time; going down, the database puts them first.
        var page = after switch
        {
            { CreatedAt: { } at } => orders.Where(o => EF.Functions.LessThan(ValueTuple.Create(o.CreatedAt, o.Id), ValueTuple.Create((DateTimeOffset?)at, after.Id))),
            { CreatedAt: null } => orders.Where(o => o.CreatedAt != null || (o.CreatedAt == null && o.Id < after.Id)),
            null => orders,
        };
        var rows = await page.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id).Take(PageSize + 1)
            .Select(o => new OrderListRow(o.Id, o.OrderNo, o.BuyerNick, o.CustomerId, o.Status, o.PaidAmount, o.Title, o.Quantity, o.ImportedFlag, o.Flag, o.CreatedAt)).ToListAsync(ct);
        if (rows.Count <= PageSize) return new OrderList(rows, null);
        rows.RemoveAt(PageSize);
        return new OrderList(rows, new(rows[^1].CreatedAt, rows[^1].Id));
    }

    public async Task<Result<OrderDetails>> FindAsync(string orderNo, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.OrderNo == orderNo, ct);
        if (order is null) return Refusal.NotFound("order.not_found", orderNo);
        return new OrderDetails(
            order,
            PhoneMask.Of(order.Phone),
            await db.OrderLines.AsNoTracking().Where(l => l.OrderNo == orderNo).OrderBy(l => l.LineKey).Take(200).ToListAsync(ct),
            await db.Parcels.AsNoTracking().Where(p => p.OrderNo == orderNo).OrderBy(p => p.ShippedAt).ThenBy(p => p.Waybill).Take(100).ToListAsync(ct),
            await db.Cases.AsNoTracking().Where(c => c.OrderNo == orderNo).OrderByDescending(c => c.OpenedAt).Take(50)
                .Select(c => new CaseOfOrder(c.Number, c.Type, c.Subtype, c.State, c.OpenedAt)).ToListAsync(ct),
            await db.StaffNotes.AsNoTracking().Where(n => n.OrderId == order.Id).OrderByDescending(n => n.At).Take(100).ToListAsync(ct),
            await db.FlagChanges.AsNoTracking().Where(f => f.OrderId == order.Id).OrderByDescending(f => f.Id).Take(50).ToListAsync(ct),
            await db.PhoneReveals.AsNoTracking().Where(r => r.OrderId == order.Id).OrderByDescending(r => r.Id).Take(5).ToListAsync(ct))
        {
            Refunds = await RefundsOfOrder.ReadAsync(db, orderNo, ct),
        };
    }

    // Each way is asked by itself, so that each uses its own index; the ids found are few.
    private static async Task<IQueryable<Order>> FoundAsync(StoreDb db, IQueryable<Order> orders, string text, CancellationToken ct)
    {
        // Nothing that an order number is made of sorts behind z, whatever the database's language.
        var end = text + new string('z', 64);
        var ids = await db.Orders.Where(o => o.OrderNo.CompareTo(text) >= 0 && o.OrderNo.CompareTo(end) < 0 && o.OrderNo.StartsWith(text))
            .OrderBy(o => o.OrderNo).Take(MostFound).Select(o => o.Id).ToListAsync(ct);
        var buyers = await CustomerQueries.NamedAsync(db, text, MostBuyers, ct);
        ids.AddRange(await db.Orders.Where(o => buyers.Contains(o.CustomerId!.Value)).OrderByDescending(o => o.CreatedAt).Take(MostFound).Select(o => o.Id).ToListAsync(ct));
        ids.AddRange(await db.Orders.Where(o => o.BuyerNick == text && o.CustomerId == null).Take(MostFound).Select(o => o.Id).ToListAsync(ct));
        ids.AddRange(await db.Parcels.Where(p => p.Waybill == text).Take(MostFound).Join(db.Orders, p => p.OrderNo, o => o.OrderNo, (p, o) => o.Id).ToListAsync(ct));
        var found = ids.Distinct().ToArray();
        return orders.Where(o => found.Contains(o.Id));
    }
}
