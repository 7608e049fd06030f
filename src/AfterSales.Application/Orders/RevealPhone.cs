using AfterSales.Application.Persistence;
using AfterSales.Domain.Orders;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Orders;

/// <summary>Shows the whole phone number of an order. Who looked, and when, is recorded before it is shown.</summary>
public sealed class RevealPhone(Databases databases, TimeProvider time)
{
    public async Task<Result<string>> ExecuteAsync(string orderNo, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var order = await db.Orders.Where(o => o.OrderNo == orderNo).Select(o => new { o.Id, o.Phone }).SingleOrDefaultAsync(ct);
        if (order is null) return Refusal.NotFound("order.not_found", orderNo);
        if (order.Phone is not { } phone) return Refusal.Rule("order.no_phone", orderNo);
        db.PhoneReveals.Add(new PhoneReveal(actor.StoreId, order.Id, actor.PersonId, actor.Name, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return phone;
    }
}
