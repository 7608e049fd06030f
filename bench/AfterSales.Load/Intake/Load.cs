using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.Load.Reporting;

namespace AfterSales.Load.Intake;

/// <summary>Many workers doing one thing over and over for a while.</summary>
internal static class Load
{
    /// <summary>Each worker does the next thing when its last is done. What happens during the warm-up is not counted.</summary>
    public static async Task<Throughput> RunAsync(int workers, TimeSpan warmUp, TimeSpan length, Func<int, Task<Func<Task>>> makeWorker, CancellationToken ct)
    {
        var ready = await Task.WhenAll(Enumerable.Range(0, workers).Select(makeWorker));
        var taken = new ConcurrentBag<List<double>>();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(ready.Select(work => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(start) is var before && before < warmUp + length)
            {
                ct.ThrowIfCancellationRequested();
                await work();
                if (before >= warmUp) mine.Add((Stopwatch.GetElapsedTime(start) - before).TotalMilliseconds);
            }
            taken.Add(mine);
        }, ct)));
        var samples = new Samples(taken.SelectMany(t => t));
        return new(samples.Count / (Stopwatch.GetElapsedTime(start) - warmUp).TotalSeconds, samples);
    }
}

internal sealed record Throughput(double PerSecond, Samples Milliseconds);
