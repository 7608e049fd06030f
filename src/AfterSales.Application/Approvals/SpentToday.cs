using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;

namespace AfterSales.Application.Approvals;

/// <summary>What a store granted today, and what it means to grant a day; null: no limit. Yuan.</summary>
public sealed record DaySpending(decimal Granted, decimal? Limit);

/// <summary>The day's compensation of each store as this node remembers it: one reading for each change, however many pages show it.</summary>
public sealed class SpentToday(Databases databases, ChangeSignal signal, Spending spending, SpendingPolicies policies, TimeProvider time) : IDisposable
{
    private readonly SharedReadings<Guid, decimal> _coming = new();
    private readonly StoreMemory<decimal> _granted = new(signal, time, TimeSpan.FromSeconds(30), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return await spending.GrantedTodayAsync(db, ct);
    }, ChangeOf.Money);

    public async Task<DaySpending> OfAsync(Guid storeId, CancellationToken ct = default) =>
        new(await _coming.ReadAsync(storeId, async () => await _granted.OfAsync(storeId, CancellationToken.None)), (await policies.CurrentAsync(storeId, ct)).StoreADay);

    public void Dispose() => _granted.Dispose();
}
