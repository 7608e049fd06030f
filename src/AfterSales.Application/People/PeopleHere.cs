using System.Threading.Channels;
using AfterSales.Domain.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.People;

/// <summary>
/// Who has a desk open on this node. As long as somebody has, the node writes down now and then that they were seen, with a few
/// statements however many they are; who has not been seen for a while is away, whatever they said of themselves last.
/// </summary>
public sealed class PeopleHere(NpgsqlDataSource source, PresenceLog presences, TimeProvider time, ILogger<PeopleHere> log) : BackgroundService
{
    /// <summary>Longer than a few beats, so that a reload or a lost connection does not make anybody absent.</summary>
    public static readonly TimeSpan AwayAfter = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(30);

    // After a restart everybody comes back at once: they share a statement.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<Guid>> _desks = [];
    private readonly Dictionary<DeskKey, DateTimeOffset> _left = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>The person is at a desk until this is disposed.</summary>
    public IDisposable Sit(Actor actor)
    {
        var person = actor.PersonId ?? throw new ArgumentException("Only people sit at desks.", nameof(actor));
        lock (_gate)
        {
            if (!_desks.TryGetValue(person, out var stores)) _desks[person] = stores = [];
            stores.Add(actor.StoreId);
            _left.Remove(new(actor.StoreId, person));
        }
        _bell.Writer.TryWrite(true);
        return new Seat(() => Leave(new(actor.StoreId, person)));
    }

    /// <summary>Whether somebody sits at a desk of this node; known before it is written down.</summary>
    public bool Has(Guid person)
    {
        lock (_gate) return _desks.ContainsKey(person);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeatAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Who is here could not be written down; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Writes down everybody who is here, and who came and went.</summary>
    internal async Task BeatAsync(CancellationToken ct)
    {
        Guid[] here;
        DeskKey[] desks;
        (DeskKey Desk, DateTimeOffset At)[] left;
        lock (_gate)
        {
            here = [.. _desks.Keys];
            desks = [.. _desks.SelectMany(d => d.Value.Select(store => new DeskKey(store, d.Key))).Distinct()];
            left = [.. _left.Select(l => (l.Key, l.Value))];
        }
        await presences.WriteAsync(desks, left, ct);
        lock (_gate)
        {
            foreach (var (desk, at) in left)
                if (_left.TryGetValue(desk, out var last) && last == at) _left.Remove(desk);
        }
        if (here.Length == 0) return;
        await using var command = source.CreateCommand("update people set seen_at = $1 where id = any($2)");
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = here });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(BeatEvery);
        try
        {
            await _bell.Reader.ReadAsync(limit.Token);
            await Task.Delay(Gather, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody came: those who are here are still here.
        }
    }

    private void Leave(DeskKey desk)
    {
        lock (_gate)
        {
            var stores = _desks[desk.PersonId];
            stores.Remove(desk.StoreId);
            if (!stores.Contains(desk.StoreId)) _left[desk] = time.GetUtcNow();
            if (stores.Count == 0) _desks.Remove(desk.PersonId);
        }
    }

    private sealed class Seat(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
