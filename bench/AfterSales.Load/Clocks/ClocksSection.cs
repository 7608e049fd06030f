using AfterSales.Application.Persistence;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;

namespace AfterSales.Load.Clocks;

/// <summary>How late breaches are with 100 000 running clocks: a trickle of them, and 10 000 due at the same moment.</summary>
internal static class ClocksSection
{
    private static readonly string[] Columns =
        ["nodes", "part", "breaches", "fired p50 ms", "fired p99 ms", "fired max ms", "seen p50 ms", "seen p99 ms", "seen max ms", "floor s", "times floor"];

    public static async Task<Section> RunAsync(Run run)
    {
        var plan = run.Quick ? new Size(10_000, 100, TimeSpan.FromSeconds(5), 2_000, 1) : new Size(50_000, 800, TimeSpan.FromSeconds(40), 10_000, 3);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var rows = new List<object?[]>();
        var targets = new List<Target>();
        var floor = await FloorAsync(server, plan, run.Stop);
        foreach (var nodes in (int[])[1, 2])
        {
            var (trickle, bursts) = await MeasureAsync(server, nodes, plan, run.Stop);
            rows.Add([nodes, "trickle", trickle.Count, .. Figures(trickle), null, null]);
            foreach (var burst in bursts) rows.Add([nodes, "burst", burst.Count, .. Figures(burst), floor, burst.Seen.Max / 1000 / floor]);
            targets.Add(new($"lag p99 of the trickle, {Nodes(nodes)}", trickle.Seen.P99 / 1000, 1, AtLeast: false, "s"));
            targets.Add(new($"burst of {plan.Burst} done, {Nodes(nodes)}, slowest of {plan.Bursts}", bursts.Max(b => b.Seen.Max) / 1000, 10, AtLeast: false, "s"));
        }
        return new("clocks", Columns, rows, targets,
        [
            $"{plan.Cases * 2} running clocks with {plan.Cases * 5} timers in one store. The trickle falls due at random moments of {plan.Length.TotalSeconds:0} s, a burst at one moment.",
            "Fired: by the event's own account, before its commit. Seen: when another connection could read it, looking every 10 ms. Targets are held by what is seen.",
            $"Each breach leaves an event, a line of history, an outbox row, {RunningClocks.ToldPerBreach} notifications, a changed clock and a changed timer, in one transaction with its batch; all were counted.",
            "Floor: those same rows written by raw Npgsql in batches of the same size, values known beforehand; median.",
        ]);
    }

    private static async Task<(Breaches Trickle, List<Breaches> Bursts)> MeasureAsync(PrivatePostgres server, int nodes, Size plan, CancellationToken ct)
    {
        await using var clocks = await RunningClocks.CreateAsync(await BenchDatabase.CreateAsync(server, $"nodes{nodes}"), plan.Cases, ct);
        await using var products = await Products.StartAsync(clocks.Database.ConnectionString, nodes, ct);
        var watch = new EventWatch(clocks.Source);
        long breaches = 0;

        // What is measured are nodes that have been up for a while.
        for (var i = 0; i < 3; i++) breaches += (await NextAsync(plan.Trickle, at => clocks.BurstAsync(plan.Trickle, at, ct))).Count;
        var trickle = await NextAsync(plan.Trickle, at => clocks.TrickleAsync(plan.Trickle, at, plan.Length, ct));
        breaches += trickle.Count;
        var bursts = new List<Breaches>();
        for (var i = 0; i < plan.Bursts; i++)
        {
            bursts.Add(await NextAsync(plan.Burst, at => clocks.BurstAsync(plan.Burst, at, ct)));
            breaches += plan.Burst;
        }
        await watch.CheckAsync(breaches, ct);
        return (trickle, bursts);

        async Task<Breaches> NextAsync(int count, Func<DateTimeOffset, Task> make)
        {
            var at = TimeProvider.System.GetUtcNow().AddSeconds(4);
            await make(at);
            return await watch.NextAsync(count, at + plan.Length, ct);
        }
    }

    private static async Task<double> FloorAsync(PrivatePostgres server, Size plan, CancellationToken ct)
    {
        await using var clocks = await RunningClocks.CreateAsync(await BenchDatabase.CreateAsync(server, "floor"), plan.Cases, ct);
        await RawFiring.SecondsAsync(clocks, 1, plan.Trickle, ct);
        var seconds = new List<double>();
        for (var i = 0; i < plan.Bursts; i++) seconds.Add(await RawFiring.SecondsAsync(clocks, 1 + plan.Trickle + (i * plan.Burst), plan.Burst, ct));
        return Samples.Median(seconds);
    }

    private static object?[] Figures(Breaches b) => [b.Fired.P50, b.Fired.P99, b.Fired.Max, b.Seen.P50, b.Seen.P99, b.Seen.Max];

    private static string Nodes(int nodes) => nodes == 1 ? "one node" : $"{nodes} nodes";

    /// <summary>How much.</summary>
    private sealed record Size(int Cases, int Trickle, TimeSpan Length, int Burst, int Bursts);
}
