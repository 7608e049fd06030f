using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers;

public sealed record CustomerListRow(Guid Id, string Nick, Flag? Flag, DateTimeOffset FirstSeenAt, int Orders, int Cases);

/// <param name="Next">The nick the next page begins behind; null: this was the last.</param>
public sealed record CustomerList(IReadOnlyList<CustomerListRow> Rows, string? Next);

public sealed record NoteOnCustomer(Guid Id, string Text, string AuthorName, DateTimeOffset At, string? OrderNo);

public sealed record CustomerDetails(
    Customer Customer, int OrderCount, decimal Paid, IReadOnlyList<OrderListRow> Orders, IReadOnlyList<CaseOfOrder> Cases,
    IReadOnlyList<NoteOnCustomer> Notes, IReadOnlyList<FlagChange> FlagChanges, IReadOnlyList<ExtortionChange> ExtortionChanges);

/// <summary>Reads customers. A search finds any part of a nick; pages go on by nick.</summary>
public sealed class CustomerQueries(Databases databases)
{
    public const int PageSize = 50;

    public async Task<Result<CustomerList>> ListAsync(string? search, string? after, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var customers = db.Customers.AsNoTracking();
        if (PlainText.Storable(search ?? "").Trim() is { Length: > 0 } text) customers = customers.Named(text);
        if (after is not null) customers = customers.Where(c => c.Nick.CompareTo(after) > 0);
        var found = await customers.OrderBy(c => c.Nick).Take(PageSize + 1).Select(c => new { c.Id, c.Nick, c.Flag, c.FirstSeenAt }).ToListAsync(ct);
        var page = found.Take(PageSize).ToList();
        var ids = page.Select(c => c.Id).ToArray();
        var orders = await db.Orders.Where(o => ids.Contains(o.CustomerId!.Value)).GroupBy(o => o.CustomerId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var cases = await db.Cases.Where(c => ids.Contains(c.CustomerId)).GroupBy(c => c.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new CustomerList(
            [.. page.Select(c => new CustomerListRow(c.Id, c.Nick, c.Flag, c.FirstSeenAt, orders.GetValueOrDefault(c.Id), cases.GetValueOrDefault(c.Id)))],
            found.Count > PageSize ? page[^1].Nick : null);
    }

    public async Task<Result<CustomerDetails>> FindAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (customer is null) return Refusal.NotFound("customer.not_found");
        var orders = db.Orders.AsNoTracking().Where(o => o.CustomerId == id);
        return new CustomerDetails(
            customer,
            await orders.CountAsync(ct),
            await orders.SumAsync(o => o.PaidAmount ?? 0, ct),
            await orders.OrderByDescending(o => o.CreatedAt).Take(50)
                .Select(o => new OrderListRow(o.Id, o.OrderNo, o.BuyerNick, o.CustomerId, o.Status, o.PaidAmount, o.Title, o.Quantity, o.ImportedFlag, o.Flag, o.CreatedAt)).ToListAsync(ct),
            await db.Cases.AsNoTracking().Where(c => c.CustomerId == id).OrderByDescending(c => c.OpenedAt).Take(50)
                .Select(c => new CaseOfOrder(c.Number, c.Type, c.Subtype, c.State, c.OpenedAt)).ToListAsync(ct),
            await db.StaffNotes.AsNoTracking().Where(n => n.CustomerId == id).OrderByDescending(n => n.At).Take(100)
                .Select(n => new NoteOnCustomer(n.Id, n.Text, n.AuthorName, n.At, db.Orders.Where(o => o.Id == n.OrderId).Select(o => o.OrderNo).FirstOrDefault())).ToListAsync(ct),
            await db.FlagChanges.AsNoTracking().Where(f => f.CustomerId == id).OrderByDescending(f => f.Id).Take(50).ToListAsync(ct),
            await db.ExtortionChanges.AsNoTracking().Where(f => f.CustomerId == id).OrderByDescending(f => f.Id).Take(50).ToListAsync(ct));
    }

    /// <summary>Customers whose nick contains the text, at most so many.</summary>
    internal static Task<List<Guid>> NamedAsync(StoreDb db, string text, int most, CancellationToken ct) =>
        db.Customers.AsNoTracking().Named(text).Take(most).Select(c => c.Id).ToListAsync(ct);
}
