using AfterSales.Application.Persistence;
using AfterSales.Domain.Orders;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Orders;

/// <summary>Which refund a clock of the platform follows, and with it what happens when the clock is missed.</summary>
internal static class RefundClocks
{
    /// <summary>The refunds by the clocks that follow them; a clock that has stopped may follow none any more.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PlatformRefund>> FollowedAsync(StoreDb db, IReadOnlyCollection<Guid> clockIds, CancellationToken ct)
    {
        if (clockIds.Count == 0) return new Dictionary<Guid, PlatformRefund>();
        var wanted = clockIds.ToArray();
        return await db.PlatformRefunds.AsNoTracking().Where(r => r.ClockId != null && wanted.Contains(r.ClockId.Value)).ToDictionaryAsync(r => r.ClockId!.Value, ct);
    }
}
