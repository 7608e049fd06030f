using System.Collections.Concurrent;
using AfterSales.Application.Cases;

namespace AfterSales.Application.Stores;

/// <summary>
/// Something of each store that a node remembers until the store's settings, or what else it follows from, change. What was read meanwhile is not remembered. A notice
/// can be lost with the node that made the change; that is why everything is read again after a while.
/// </summary>
internal sealed class StoreMemory<T> : IDisposable
{
    private readonly ConcurrentDictionary<Guid, (T Value, long At)> _known = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _fresh;
    private readonly Func<Guid, CancellationToken, Task<T>> _read;
    private readonly IDisposable _subscription;
    private long _changes;

    /// <param name="signal">Where changes are heard of.</param>
    /// <param name="time">Measures how old the remembered is.</param>
    /// <param name="fresh">After this it is read again, whatever was heard.</param>
    /// <param name="read">Reads it for a store.</param>
    /// <param name="until">What it is remembered until.</param>
    public StoreMemory(ChangeSignal signal, TimeProvider time, TimeSpan fresh, Func<Guid, CancellationToken, Task<T>> read, ChangeOf until = ChangeOf.Store)
    {
        (_time, _fresh, _read) = (time, fresh, read);
        _subscription = signal.Subscribe(change =>
        {
            if (change.Of != until) return;
            Interlocked.Increment(ref _changes);
            _known.TryRemove(change.StoreId, out _);
        });
    }

    /// <param name="youngerThan">Read again already after this: for whoever will ask once more at a moment when it must not be read.</param>
    public async ValueTask<T> OfAsync(Guid storeId, CancellationToken ct, TimeSpan? youngerThan = null)
    {
        if (_known.TryGetValue(storeId, out var known) && _time.GetElapsedTime(known.At) < (youngerThan ?? _fresh)) return known.Value;
        var (at, changes) = (_time.GetTimestamp(), Interlocked.Read(ref _changes));
        var value = await _read(storeId, ct);
        _known[storeId] = (value, at);
        if (Interlocked.Read(ref _changes) != changes) _known.TryRemove(storeId, out _);
        return value;
    }

    public void Dispose() => _subscription.Dispose();
}
