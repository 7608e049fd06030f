using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.People.Quality;

/// <summary>Looks from time to time whether a week has ended in some store and is to be drawn; every node does, and one of them draws it.</summary>
internal sealed class QualityWorker(Databases databases, DrawSamples draw, TimeProvider time, ILogger<QualityWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var store in await StoresAsync(stoppingToken)) await DrawAsync(store, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Samples were not drawn; trying again");
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One that fails does not keep the others waiting, and is tried again.
    private async Task DrawAsync(Guid store, CancellationToken ct)
    {
        try
        {
            await draw.DrawDueAsync(store, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "The samples of store {StoreId} were not drawn; trying again", store);
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
