using System.Collections.Concurrent;
using AfterSales.Application.Cases;
using AfterSales.Domain.People;

namespace AfterSales.Application.Parcels;

/// <summary>
/// What each store's warehouse has to do, as this node remembers it: a change costs one statement for the node, however many people look, and several within a
/// moment cost one. A notice can be lost with the node that made the change; that is why it is read again after a while.
/// </summary>
public sealed class WarehouseCounts : IDisposable
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, StoreCount> _stores = new();
    private readonly WarehouseQueries _queries;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;

    public WarehouseCounts(WarehouseQueries queries, ChangeSignal signal, TimeProvider time)
    {
        (_queries, _time) = (queries, time);
        _subscription = signal.Subscribe(change =>
        {
            if (change.Of is ChangeOf.Case or ChangeOf.Parcel && _stores.TryGetValue(change.StoreId, out var store)) Changed(change.StoreId, store);
        });
    }

    /// <summary>Nothing for who does not work there.</summary>
    public async Task<WarehouseToDo> OfAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return WarehouseToDo.Nothing;
        var store = _stores.GetOrAdd(actor.StoreId, _ => new());
        return await ReadAsync(actor.StoreId, store, ct);
    }

    /// <summary>Calls <paramref name="heard"/> when anything that the warehouse shows has changed, until disposed. It must be quick.</summary>
    public IDisposable Listen(Actor actor, Action heard)
    {
        var store = _stores.GetOrAdd(actor.StoreId, _ => new());
        var key = new object();
        store.Listeners[key] = heard;
        return new Listening(() => store.Listeners.TryRemove(key, out var _));
    }

    public void Dispose()
    {
        _subscription.Dispose();
        foreach (var store in _stores.Values) store.Dispose();
    }

    private void Changed(Guid storeId, StoreCount store)
    {
        Interlocked.Increment(ref store.Changes);
        // Whoever asks next reads; who listens is told after a moment.
        if (!store.Listeners.IsEmpty && Interlocked.Exchange(ref store.Telling, 1) == 0) _ = TellAsync(storeId, store);
    }

    private async Task TellAsync(Guid storeId, StoreCount store)
    {
        await Task.Delay(Gather, CancellationToken.None);
        Interlocked.Exchange(ref store.Telling, 0);
        var before = store.Known;
        try
        {
            if (await ReadAsync(storeId, store, CancellationToken.None) == before) return;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The database is away; those who listen find out when they read.
        }
        foreach (var heard in store.Listeners.Values) heard();
    }

    private async Task<WarehouseToDo> ReadAsync(Guid storeId, StoreCount store, CancellationToken ct)
    {
        await store.Reading.WaitAsync(ct);
        try
        {
            var changes = Interlocked.Read(ref store.Changes);
            if (store.Known is { } known && store.ReadOf == changes && _time.GetElapsedTime(store.ReadAt) < Fresh) return known;
            var read = await _queries.CountAsync(storeId, ct);
            (store.Known, store.ReadOf, store.ReadAt) = (read, changes, _time.GetTimestamp());
            return read;
        }
        finally
        {
            store.Reading.Release();
        }
    }

    private sealed class StoreCount : IDisposable
    {
        public readonly ConcurrentDictionary<object, Action> Listeners = new();
        public readonly SemaphoreSlim Reading = new(1);
        public long Changes;
        public int Telling;

        public WarehouseToDo? Known { get; set; }
        public long ReadOf { get; set; }
        public long ReadAt { get; set; }

        public void Dispose() => Reading.Dispose();
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
