using AfterSales.Application.Persistence;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Orders;

/// <summary>The refunds of one order.</summary>
internal static class RefundsOfOrder
{
    private const int Most = 50;

    /// <summary>Running ones first, the latest asked for first.</summary>
    public static async Task<IReadOnlyList<PlatformRefund>> ReadAsync(StoreDb db, string? orderNo, CancellationToken ct)
    {
        if (orderNo is null) return [];
        var refunds = await db.PlatformRefunds.AsNoTracking().Where(r => r.OrderNo == orderNo).OrderByDescending(r => r.AppliedAt).ThenBy(r => r.RefundNo).Take(Most).ToListAsync(ct);
        return [.. refunds.OrderBy(r => r.IsOver)];
    }
}
