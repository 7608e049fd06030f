using System.Collections.Concurrent;

namespace AfterSales.Application.Cases;

/// <summary>
/// Readings for pages that are told of a change, as everybody on this node is who looks at the same thing: those who ask within a moment
/// share one. It begins after they have asked, so that nobody gets less than they were told of. The reading belongs to all who wait: it is
/// no work of the page that asked first, which may be busy or gone.
/// </summary>
internal sealed class SharedReadings<TKey, T>
    where TKey : notnull
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<TKey, Lazy<Task<T>>> _coming = new();

    /// <param name="read">The same for everybody who asks with this key.</param>
    public Task<T> ReadAsync(TKey key, Func<Task<T>> read)
    {
        return _coming.GetOrAdd(key, asked => new(() => Task.Run(() => ReadSoonAsync(asked)))).Value;

        async Task<T> ReadSoonAsync(TKey asked)
        {
            await Task.Delay(Gather);
            _coming.TryRemove(asked, out _);
            return await read();
        }
    }
}
