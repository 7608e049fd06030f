using AfterSales.Domain.People;

namespace AfterSales.Application.Evidence;

/// <summary>How many exports run on this node: each reads files as fast as the line takes them. One for each person, and few in all.</summary>
public sealed class ArchiveExports
{
    public const int MostAtOnce = 3;

    private readonly HashSet<Guid> _running = [];

    /// <summary>Null when it has to wait; disposed, the next may begin.</summary>
    internal IDisposable? TryBegin(Actor actor)
    {
        var whose = actor.Id ?? actor.StoreId;
        lock (_running) return _running.Count < MostAtOnce && _running.Add(whose) ? new Running(this, whose) : null;
    }

    private sealed class Running(ArchiveExports exports, Guid whose) : IDisposable
    {
        public void Dispose()
        {
            lock (exports._running) exports._running.Remove(whose);
        }
    }
}
