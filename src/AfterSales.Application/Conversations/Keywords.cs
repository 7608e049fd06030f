using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>The keyword table of a store, remembered per node until the store's settings change.</summary>
public sealed class Keywords(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<KeywordTable> _known = new(signal, time, TimeSpan.FromSeconds(10), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return new KeywordTable(await db.Keywords.AsNoTracking().ToListAsync(ct));
    });

    internal ValueTask<KeywordTable> OfAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    public void Dispose() => _known.Dispose();
}
