using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>The tags of a store, remembered per node until the store's settings change: every page with cases on it shows them.</summary>
public sealed class StoreTags(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<TagList> _known = new(signal, time, TimeSpan.FromSeconds(10), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return new TagList([.. (await db.Tags.AsNoTracking().OrderBy(t => t.Place).ThenBy(t => t.Name).ToListAsync(ct)).Select(TagList.Listed)]);
    });

    internal ValueTask<TagList> OfAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    public void Dispose() => _known.Dispose();
}
