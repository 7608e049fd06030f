using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Insights;

/// <summary>Keeps the reports of all stores up to date, one worker a node; a store is counted by one of them at a time.</summary>
internal sealed class ReportWorker(Databases databases, CatchUpReports catchUp, ReportMetrics metrics, TimeProvider time, ILogger<ReportWorker> log) : BackgroundService
{
    // What a person does is on an open dashboard within two seconds, and changes of the same case in that time are counted once.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = AfterFailure;
            try
            {
                if (await WorkAsync(stoppingToken)) pause = Every;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Reports are behind; trying again");
            }
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Answers whether every store went well.</summary>
    private async Task<bool> WorkAsync(CancellationToken ct)
    {
        var waiting = await WaitingAsync(ct);
        metrics.Looked(waiting.Count == 0 ? null : waiting.Values.Min());
        var isWell = true;
        // Each gets its turn: one that takes in a million rows does not keep the others waiting, and one that fails does not either.
        var behind = waiting.Keys.ToList();
        while (behind.Count > 0)
        {
            var still = new List<Guid>();
            foreach (var store in behind)
            {
                try
                {
                    if (await catchUp.TakeInAsync(store, ct)) still.Add(store);
                }
                catch (Exception failure) when (!ct.IsCancellationRequested)
                {
                    log.LogWarning(failure, "The reports of store {StoreId} are behind; trying again", store);
                    isWell = false;
                }
            }
            behind = still;
        }
        if (isWell) metrics.Looked(null);
        return isWell;
    }

    private async Task<Dictionary<Guid, DateTimeOffset?>> WaitingAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand(ReportQueue.Waiting);
        command.Parameters.Add(new NpgsqlParameter { Value = ReportSql.Shape });
        var waiting = new Dictionary<Guid, DateTimeOffset?>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) waiting[rows.GetGuid(0)] = await rows.IsDBNullAsync(1, ct) ? null : await rows.GetFieldValueAsync<DateTimeOffset>(1, ct);
        return waiting;
    }
}
