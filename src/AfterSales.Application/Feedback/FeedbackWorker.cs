using System.Collections.Concurrent;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Feedback;

/// <summary>
/// Lets feedback follow what reports took in, a moment later. A notice can be lost with its node, and time alone ends what is forming: that is why every store is looked at from time to time, and when a node
/// starts.
/// </summary>
internal sealed class FeedbackWorker(Databases databases, FollowClusters follow, ChangeSignal signal, TimeProvider time, ILogger<FeedbackWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AllEvery = TimeSpan.FromMinutes(5);

    // Where something happens all the time, a cluster that is seen some seconds later is seen early enough.
    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, bool> _changed = new();
    private readonly Dictionary<Guid, long> _followed = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = signal.Subscribe(change =>
        {
            if (change.Of is ChangeOf.Reports or ChangeOf.Store) _changed[change.StoreId] = true;
        });
        long? lookedAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (lookedAt is not { } at || time.GetElapsedTime(at) >= AllEvery)
                {
                    foreach (var store in await StoresAsync(stoppingToken)) _changed[store] = true;
                    lookedAt = time.GetTimestamp();
                }
                foreach (var store in _changed.Keys) await FollowAsync(store, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Feedback is behind; trying again");
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One that fails, or that another node is at, does not keep the others waiting, and is tried again.
    private async Task FollowAsync(Guid store, CancellationToken ct)
    {
        if (_followed.TryGetValue(store, out var before) && time.GetElapsedTime(before) < StoreEvery) return;
        _followed[store] = time.GetTimestamp();
        _changed.TryRemove(store, out _);
        try
        {
            if (!await follow.TryFollowAsync(store, ct)) _changed[store] = true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "The feedback of store {StoreId} is behind; trying again", store);
            _changed[store] = true;
        }
    }

    private async Task<List<Guid>> StoresAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select id from stores");
        var stores = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) stores.Add(rows.GetGuid(0));
        return stores;
    }
}
