using System.Collections.Concurrent;
using System.Threading.Channels;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Cases;

/// <summary>
/// The live boards of this node: one per store that somebody looks at, fed by <see cref="ChangeSignal"/>, read by every
/// circuit. Changes are gathered for a moment and read with one query, however many people look.
/// </summary>
public sealed class OpenCases(Databases databases, ChangeSignal signal, TimeProvider time, ILogger<OpenCases> log) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CatchUpEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CatchUpOver = TimeSpan.FromSeconds(15);
    private const int MaxPerQuery = 2_000;

    private readonly ConcurrentDictionary<Guid, Lazy<Task<StoreBoard>>> _boards = new();
    private readonly ConcurrentDictionary<long, (Guid StoreId, Action<IReadOnlySet<Guid>> Heard)> _watchers = new();
    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new() { SingleReader = true });
    private long _nextWatcher;

    /// <summary>The store's board; read from the database the first time somebody asks.</summary>
    public async Task<StoreBoard> BoardAsync(Guid storeId)
    {
        var lazy = _boards.GetOrAdd(storeId, id => new(() => LoadAsync(id)));
        try
        {
            return await lazy.Value;
        }
        catch
        {
            // A board that could not be read must not stay unreadable.
            _boards.TryRemove(new(storeId, lazy));
            throw;
        }
    }

    /// <summary>Calls <paramref name="heard"/> with the ids of changed cases of the store, after the board has them, until disposed.</summary>
    public IDisposable Watch(Guid storeId, Action<IReadOnlySet<Guid>> heard)
    {
        var key = Interlocked.Increment(ref _nextWatcher);
        _watchers[key] = (storeId, heard);
        return new Watcher(() => _watchers.TryRemove(key, out _));
    }

    /// <summary>Whether somebody on this node looks at the store's cases.</summary>
    public bool IsWatched(Guid storeId) => _watchers.Values.Any(w => w.StoreId == storeId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = signal.Subscribe(change =>
        {
            if (change.Of == ChangeOf.Case) _changes.Writer.TryWrite(change);
        });
        var caughtUpAt = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitForChangeAsync(caughtUpAt, stoppingToken);
                await ApplyAsync(Drain(), stoppingToken);
                if (time.GetElapsedTime(caughtUpAt) < CatchUpEvery) continue;
                caughtUpAt = time.GetTimestamp();
                await CatchUpAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Live boards could not be brought up to date; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitForChangeAsync(long caughtUpAt, CancellationToken ct)
    {
        var left = CatchUpEvery - time.GetElapsedTime(caughtUpAt);
        if (left <= TimeSpan.Zero) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(left);
        try
        {
            await _changes.Reader.WaitToReadAsync(limit.Token);
            await Task.Delay(Gather, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing changed for a while: time to ask the database.
        }
    }

    private List<Change> Drain()
    {
        var changes = new List<Change>();
        while (changes.Count < MaxPerQuery && _changes.Reader.TryRead(out var change)) changes.Add(change);
        return changes;
    }

    private async Task ApplyAsync(IEnumerable<Change> changes, CancellationToken ct)
    {
        foreach (var store in changes.GroupBy(c => c.StoreId, c => c.Id))
        {
            var ids = store.ToHashSet();
            if (_boards.TryGetValue(store.Key, out var lazy))
            {
                // A board still being read must not miss what changed meanwhile.
                var board = await lazy.Value;
                board.Put(ids, await QueueRows.ReadAsync(databases, store.Key, ids, ct));
            }
            foreach (var watcher in _watchers.Values.Where(w => w.StoreId == store.Key)) Tell(watcher.Heard, ids);
        }
    }

    private void Tell(Action<IReadOnlySet<Guid>> heard, IReadOnlySet<Guid> ids)
    {
        try
        {
            heard(ids);
        }
        catch (Exception e)
        {
            log.LogError(e, "A watcher of the board failed");
        }
    }

    // A notice can be lost with the node that meant to send it; the change itself cannot.
    private async Task CatchUpAsync(CancellationToken ct)
    {
        if (_boards.IsEmpty) return;
        var stores = _boards.Keys.ToArray();
        var since = time.GetUtcNow() - CatchUpOver;
        await using var db = databases.AcrossStores();
        var changed = await db.Cases.AsNoTracking()
            .Where(c => EF.Property<DateTimeOffset>(c, CaseLocks.ChangedAt) > since && stores.Contains(c.StoreId))
            .OrderByDescending(c => EF.Property<DateTimeOffset>(c, CaseLocks.ChangedAt)).Take(MaxPerQuery)
            .Select(c => new { c.StoreId, c.Id, c.LastActivityAt, c.AssigneeId, c.State, c.PhoneUnconfirmed, Owes = db.Clocks.Any(k => k.SubjectId == c.Id && k.Kind == ClockKind.FollowUp && k.StoppedAt == null) }).ToListAsync(ct);
        var missed = new List<Change>();
        foreach (var c in changed)
        {
            var board = await BoardAsync(c.StoreId);
            var same = board.Find(c.Id) is { } known
                ? known.State == c.State && known.AssigneeId == c.AssigneeId && known.LastActivityAt == c.LastActivityAt && known.PhoneUnconfirmed == c.PhoneUnconfirmed
                : c.State >= CaseState.Resolved && board.FollowUpOf(c.Id) == (c.Owes ? new OwedFollowUp(c.Id, c.AssigneeId) : null);
            if (!same) missed.Add(new(ChangeOf.Case, c.StoreId, c.Id));
        }
        await ApplyAsync(missed, ct);
    }

    private async Task<StoreBoard> LoadAsync(Guid storeId)
    {
        var read = await QueueRows.ReadAsync(databases, storeId, null, CancellationToken.None);
        var board = new StoreBoard();
        board.Put([.. read.Open.Keys, .. read.FollowUps.Keys], read);
        return board;
    }

    private sealed class Watcher(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
