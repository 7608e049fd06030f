using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Clocks;

/// <summary>
/// Fires the timers of all stores, one worker per node. Any number may run: what one has claimed, the others pass over. It
/// never gives up: while the database is gone it keeps asking, less and less often.
/// </summary>
public sealed class ClockWorker(FireTimers timers, ClockWakeUp wakeUp, ClockWorkerHealth health, TimeProvider time, ILogger<ClockWorker> log) : BackgroundService
{
    // Timers set by other nodes are found by looking, so it looks this often at least.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);

    // Somebody is writing to every case that is due; that takes milliseconds.
    private static readonly TimeSpan ContendedSleep = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sleep = await WorkAsync(stoppingToken);
                failures = 0;
                await wakeUp.SleepAsync(time.GetUtcNow() + sleep, sleep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures++;
                log.LogError(failure, "Firing clock timers failed, {Failures} times in a row; trying again", failures);
                await PauseAsync(BackOff(failures), stoppingToken);
            }
        }
    }

    /// <summary>Fires what is due, and answers how long nothing else will be.</summary>
    private async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        while (true)
        {
            var next = await timers.NextDueAsync(ct);
            var now = time.GetUtcNow();
            health.Looked(now, next);
            if (next is null || next - now > LongestSleep) return LongestSleep;
            if (next > now) return next.Value - now;
            if (await timers.FireDueAsync(ct) == 0) return ContendedSleep;
        }
    }

    private static TimeSpan BackOff(int failures)
    {
        var doubled = ContendedSleep * Math.Pow(2, Math.Min(failures, 10));
        return doubled < LongestBackOff ? doubled : LongestBackOff;
    }

    private async Task PauseAsync(TimeSpan length, CancellationToken ct) =>
        await Task.Delay(length, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
