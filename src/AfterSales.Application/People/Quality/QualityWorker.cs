using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.People.Quality;

/// <summary>Looks from time to time whether a week has ended in some store and is to be drawn, and whether something waits for who has left; every node does, and one of them does it.</summary>
internal sealed class QualityWorker(Databases databases, DrawSamples draw, EndCalibrations calibrations, TimeProvider time, ILogger<QualityWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var store in await databases.StoresAsync(stoppingToken)) await EachStore.TryAsync(store, "Quality sampling", LookAsync, log, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Quality sampling is behind; trying again");
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(Guid store, CancellationToken ct)
    {
        await calibrations.EndAsync(store, ct);
        await draw.DrawDueAsync(store, ct);
    }
}
