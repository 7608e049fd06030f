using AfterSales.Application.Persistence;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>
/// Which orders are a buyer's: those that name them, and those that name nobody, as files without a nick or with a masked one bring them, when a case of theirs is about the order and none of anybody else's.
/// </summary>
internal static class PersonalOrders
{
    private static readonly string Theirs = $"select * from orders where id in ({Ids("{0}", "{1}")})";

    /// <summary>Their ids, as a subquery.</summary>
    public static string Ids(string store, string customer) => $"""
        select o.id from orders o where o.store_id = {store} and o.customer_id = {customer}
        union select o.id from customers b join orders o on o.store_id = b.store_id and o.buyer_nick = b.nick where b.store_id = {store} and b.id = {customer}
        union select o.id from cases c join orders o on o.store_id = c.store_id and o.order_no = c.order_no
            where c.store_id = {store} and c.customer_id = {customer} and o.customer_id is null
            and not exists (select from cases e where e.store_id = c.store_id and e.order_no = c.order_no and e.customer_id <> c.customer_id)
        """;

    public static IQueryable<Order> Of(StoreDb db, Guid customerId) => db.Orders.FromSqlRaw(Theirs, db.StoreId, customerId);
}
