using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>Looks which stores have a round due (<see cref="RetentionRounds"/>). Stores that keep everything cost it nothing.</summary>
public sealed class RetentionWorker(Databases databases, RetentionRounds rounds, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>Answers how many rounds were done.</summary>
    public async Task<int> WorkAsync(CancellationToken ct)
    {
        var done = 0;
        foreach (var storeId in await StoresAsync(ct))
        {
            try
            {
                if (await rounds.RunAsync(storeId, ct)) done++;
            }
            catch (Exception e) when (!ct.IsCancellationRequested && e is not OutOfMemoryException)
            {
                log.LogWarning(e, "Evidence of store {Store} that was kept long enough is removed later", storeId);
            }
        }
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested && e is not OutOfMemoryException)
            {
                log.LogWarning(e, "Evidence that was kept long enough is removed later");
            }
        }
    }

    private async Task<List<Guid>> StoresAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select distinct store_id from retention_policies where store_id in (select id from stores)");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var stores = new List<Guid>();
        while (await rows.ReadAsync(ct)) stores.Add(rows.GetGuid(0));
        return stores;
    }
}
