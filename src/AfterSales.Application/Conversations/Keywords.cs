using System.Collections.Concurrent;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>The keyword table of a store, remembered per node until the store's settings change.</summary>
public sealed class Keywords : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Databases _databases;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, (KeywordTable Table, long At)> _known = new();
    private readonly IDisposable _subscription;

    public Keywords(Databases databases, ChangeSignal signal, TimeProvider time)
    {
        _databases = databases;
        _time = time;
        _subscription = signal.Subscribe(change =>
        {
            if (change.Of == ChangeOf.Store) _known.TryRemove(change.StoreId, out _);
        });
    }

    internal async ValueTask<KeywordTable> OfAsync(Guid storeId, CancellationToken ct)
    {
        if (_known.TryGetValue(storeId, out var known) && _time.GetElapsedTime(known.At) < Fresh) return known.Table;
        var at = _time.GetTimestamp();
        await using var db = _databases.For(storeId);
        var table = new KeywordTable(await db.Keywords.AsNoTracking().ToListAsync(ct));
        _known[storeId] = (table, at);
        return table;
    }

    public void Dispose() => _subscription.Dispose();
}
