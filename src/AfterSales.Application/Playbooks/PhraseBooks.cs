using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>What each store says to its buyers, remembered per node until the store's settings change: every look at a case's guidance needs it.</summary>
public sealed class PhraseBooks(Databases databases, ChangeSignal signal, TimeProvider time) : IDisposable
{
    private readonly StoreMemory<PhraseBook> _known = new(signal, time, TimeSpan.FromSeconds(10), async (storeId, ct) =>
    {
        await using var db = databases.For(storeId);
        return new PhraseBook(
            await db.Stores.Where(s => s.Id == storeId).Select(s => s.Language).SingleAsync(ct),
            await db.Phrases.AsNoTracking().OrderBy(p => p.Key).ThenBy(p => p.Language).ToListAsync(ct),
            await db.OwnPhrases.AsNoTracking().OrderBy(p => p.Name).ThenBy(p => p.Key).ToListAsync(ct));
    });

    internal ValueTask<PhraseBook> OfAsync(Guid storeId, CancellationToken ct) => _known.OfAsync(storeId, ct);

    public void Dispose() => _known.Dispose();
}
