using System.Globalization;
using AfterSales.Application.Persistence;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;

namespace AfterSales.Load.Intake;

/// <summary>Messages taken in per second over HTTP, beside the same rows written by raw Npgsql, one transaction each.</summary>
internal static class IntakeSection
{
    private static readonly int[] Connections = [1, 8, 64];

    public static async Task<Section> RunAsync(Run run)
    {
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var database = await BenchDatabase.CreateAsync(server, "product");
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(database.ConnectionString, data.Path, run.Stop);
        var floorDatabase = await BenchDatabase.CreateAsync(server, "floor");
        await using var floor = new RawFloor(floorDatabase);
        await WarmUpAsync(product.Address, run);

        var (rounds, warmUp, length) = run.Quick ? (1, 1, 4) : (3, 1, 6);
        var found = new List<(int Connections, Throughput Product, Throughput Floor)>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var connections in Connections)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{round}x{connections}x");
                using var sender = new HttpSender(product.Address, connections, name);
                var taken = await Load.RunAsync(connections, TimeSpan.FromSeconds(warmUp), TimeSpan.FromSeconds(length), sender.WorkerAsync, run.Stop);
                var written = await Load.RunAsync(connections, TimeSpan.FromSeconds(warmUp), TimeSpan.FromSeconds(length), w => floor.WorkerAsync(name, w), run.Stop);
                found.Add((connections, taken, written));
            }
        }
        var rows = await RowsWritten.CountAsync(database);
        rows.MustEqual(await RowsWritten.CountAsync(floorDatabase));
        return Describe(found, rounds, rows);
    }

    // The compiler of .NET takes its time: what is measured is a server that has been up for a while.
    private static async Task WarmUpAsync(Uri address, Run run)
    {
        foreach (var connections in (int[])[16, 1])
        {
            using var sender = new HttpSender(address, connections, $"w{connections}x");
            await Load.RunAsync(connections, TimeSpan.Zero, TimeSpan.FromSeconds(connections == 1 ? 6 : 24), sender.WorkerAsync, run.Stop);
        }
    }

    private static Section Describe(List<(int Connections, Throughput Product, Throughput Floor)> found, int rounds, RowsWritten written)
    {
        var rows = new List<object?[]>();
        var targets = new List<Target>();
        foreach (var of in found.GroupBy(f => f.Connections))
        {
            var rate = Samples.Median(of.Select(f => f.Product.PerSecond));
            var floor = Samples.Median(of.Select(f => f.Floor.PerSecond));
            rows.Add([of.Key, rate, Middle(of.Select(f => f.Product), m => m.P50), Middle(of.Select(f => f.Product), m => m.P95), Middle(of.Select(f => f.Product), m => m.P99),
                floor, Middle(of.Select(f => f.Floor), m => m.P50), Middle(of.Select(f => f.Floor), m => m.P99), rate / floor, of.Min(f => f.Product.PerSecond), of.Max(f => f.Product.PerSecond)]);
            targets.Add(new($"intake at {of.Key} connections, share of the floor", 100 * rate / floor, 50, AtLeast: true, "%"));
            if (of.Key == 64) targets.Add(new("intake at 64 connections", rate, 800, AtLeast: true, "messages/s"));
        }
        return new("intake", ["connections", "messages/s", "p50 ms", "p95 ms", "p99 ms", "floor/s", "floor p50 ms", "floor p99 ms", "ratio", "lowest/s", "highest/s"], rows, targets,
            [
                $"Medians of {rounds} rounds. One message in three opens a case, two join it. Every answer was given after the commit, fsync on.",
                $"Rows a message, the same in both: {written}.",
            ]);
    }

    private static double Middle(IEnumerable<Throughput> rounds, Func<Samples, double> of) => Samples.Median(rounds.Select(r => of(r.Milliseconds)));
}
