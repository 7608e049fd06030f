using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Cases;

/// <summary>A case, or what a person is told, changed in some store.</summary>
public readonly record struct Change(ChangeOf Of, Guid StoreId, Guid Id);

public enum ChangeOf
{
    Case,
    Person,
    /// <summary>Settings of a store: policies, people, keywords.</summary>
    Store,
    /// <summary>An import came, went on or ended.</summary>
    Import,
    /// <summary>A parcel without an owner came or went.</summary>
    Parcel,
    /// <summary>Somebody opened or left a case, or began or stopped to write.</summary>
    Viewers,
    /// <summary>A payment was handed over, answered, or stopped.</summary>
    Payout,
    /// <summary>A request for approval or a payment of a case came or went on.</summary>
    Money,
    /// <summary>An evidence pack of a case was asked for, went on or ended.</summary>
    Pack,
    /// <summary>Reports of the store took something in.</summary>
    Reports,
    /// <summary>A customer's personal data was taken out as a copy, asked to be erased, or erased.</summary>
    Customer,
    /// <summary>Feedback to production opened, took cases in or went on.</summary>
    Feedback,
}

/// <summary>
/// Tells every node what has just been committed. This node hears at once; others by NOTIFY, sent after the commit and a few
/// at a time. It is not part of the commit on purpose: PostgreSQL lets only one notifying transaction commit at a time. A
/// notice lost with its node is made up for by <see cref="OpenCases"/>, which also asks the database what changed lately.
/// </summary>
public sealed class ChangeSignal(NpgsqlDataSource source, ILogger<ChangeSignal> log) : BackgroundService
{
    private const string ChannelName = "aftersales_changes";
    private const int MaxPerNotice = 60;

    private readonly Guid _node = Guid.CreateVersion7();
    private readonly Channel<Change> _outgoing = Channel.CreateUnbounded<Change>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<long, Action<Change>> _listeners = new();
    private long _nextListener;

    public void CaseChanged(Guid storeId, Guid caseId) => Raise(new(ChangeOf.Case, storeId, caseId));

    public void PersonNotified(Guid storeId, Guid personId) => Raise(new(ChangeOf.Person, storeId, personId));

    public void ImportChanged(Guid storeId, Guid importId) => Raise(new(ChangeOf.Import, storeId, importId));

    public void ParcelChanged(Guid storeId, Guid parcelId) => Raise(new(ChangeOf.Parcel, storeId, parcelId));

    public void ViewersChanged(Guid storeId, Guid caseId) => Raise(new(ChangeOf.Viewers, storeId, caseId));

    public void PayoutChanged(Guid storeId, Guid payoutId) => Raise(new(ChangeOf.Payout, storeId, payoutId));

    public void MoneyMoved(Guid storeId, Guid caseId) => Raise(new(ChangeOf.Money, storeId, caseId));

    public void PackChanged(Guid storeId, Guid caseId) => Raise(new(ChangeOf.Pack, storeId, caseId));

    public void ReportsChanged(Guid storeId) => Raise(new(ChangeOf.Reports, storeId, storeId));

    public void FeedbackChanged(Guid storeId) => Raise(new(ChangeOf.Feedback, storeId, storeId));

    public void CustomerChanged(Guid storeId, Guid customerId) => Raise(new(ChangeOf.Customer, storeId, customerId));

    public void StoreChanged(Guid storeId) => Raise(new(ChangeOf.Store, storeId, storeId));

    /// <summary>Calls <paramref name="heard"/> for every change on any node until disposed. It must be quick and must not throw.</summary>
    public IDisposable Subscribe(Action<Change> heard)
    {
        var key = Interlocked.Increment(ref _nextListener);
        _listeners[key] = heard;
        return new Subscription(() => _listeners.TryRemove(key, out _));
    }

    private void Raise(Change change)
    {
        Tell(change);
        _outgoing.Writer.TryWrite(change);
    }

    private void Tell(Change change)
    {
        foreach (var listener in _listeners.Values)
        {
            try
            {
                listener(change);
            }
            catch (Exception e)
            {
                log.LogError(e, "A listener failed on {Change}", change);
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(SendAsync, stoppingToken), KeepAsync(ListenAsync, stoppingToken));

    // The database may be away for a while; what must not happen is that live updates stay dead after it is back.
    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Live updates between nodes are interrupted; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(CancellationToken ct)
    {
        while (await _outgoing.Reader.WaitToReadAsync(ct))
        {
            var batch = new HashSet<Change>();
            while (batch.Count < MaxPerNotice && _outgoing.Reader.TryRead(out var change)) batch.Add(change);
            await using var command = source.CreateCommand("select pg_notify($1, $2)");
            command.Parameters.Add(new() { Value = ChannelName });
            command.Parameters.Add(new() { Value = JsonSerializer.Serialize(new Notice(_node, [.. batch])) });
            await command.ExecuteNonQueryAsync(ct);
            await Task.Delay(20, ct);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, e) =>
        {
            if (JsonSerializer.Deserialize<Notice>(e.Payload) is not { } notice || notice.Node == _node) return;
            foreach (var change in notice.Changes) Tell(change);
        };
        await using (var command = new NpgsqlCommand($"listen {ChannelName}", connection)) await command.ExecuteNonQueryAsync(ct);
        while (true) await connection.WaitAsync(ct);
    }

    private sealed record Notice(Guid Node, Change[] Changes);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
