using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>An order with its lines and parcels, for the side panel of a case.</summary>
internal static class OrderSummaries
{
    public static async Task<OrderSummary?> FindAsync(StoreDb db, string orderNo, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.OrderNo == orderNo, ct);
        if (order is null) return null;
        var lines = await db.OrderLines.AsNoTracking().Where(l => l.OrderNo == orderNo).OrderBy(l => l.LineKey).Take(50)
            .Select(l => new OrderLineSummary(l.Title, l.Sku, l.StyleCode, l.Price, l.Quantity, l.PaidAmount, l.RefundStatusText)).ToListAsync(ct);
        var parcels = await db.Parcels.AsNoTracking().Where(p => p.OrderNo == orderNo).OrderBy(p => p.ShippedAt).Take(20)
            .Select(p => new ParcelSummary(p.Waybill, p.Courier, p.ShippedAt)).ToListAsync(ct);
        return new(order.Id, order.OrderNo, order.Status, order.StatusText, order.PaidAmount, order.Province, order.City, order.ImportedFlag, order.Flag,
            order.SellerMemo, order.BuyerMessage, order.CreatedAt, order.ConfirmedAt, lines, parcels);
    }
}
