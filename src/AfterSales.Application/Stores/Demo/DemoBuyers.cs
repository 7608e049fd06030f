using AfterSales.Application.Cases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Stores.Demo;

/// <summary>
/// Keeps the demo store alive: while somebody looks at its cases, its buyers write now and then (<see cref="DemoTalks"/>).
/// Where there is no demo store there is nothing to do.
/// </summary>
public sealed class DemoBuyers(DemoStore demo, DemoTalks talks, OpenCases cases, TimeProvider time, ILogger<DemoBuyers> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await KeepWritingAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping, also before the desk had opened.
        }
    }

    private async Task KeepWritingAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        Guid? store = null;
        do
        {
            try
            {
                // Only a start makes a demo store, and it does before this runs.
                if ((store ??= await demo.IdAsync(stoppingToken)) is not { } storeId) return;
                await LookAsync(storeId, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "The buyers of the demo store could not write; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Whether somebody wrote: nobody does where nobody looks.</summary>
    internal async Task<bool> LookAsync(Guid storeId, CancellationToken ct) => cases.IsWatched(storeId) && await talks.TakeTurnAsync(storeId, ct);
}
