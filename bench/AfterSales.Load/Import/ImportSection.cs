using AfterSales.Application.Persistence;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Import;

/// <summary>Order rows brought in per second, from the upload to the finished job, beside a raw COPY of the rows they became.</summary>
internal static class ImportSection
{
    private const int WarmUpOrders = 5_000;

    public static async Task<Section> RunAsync(Run run)
    {
        var (orders, rounds) = run.Quick ? (20_000, 1) : (100_000, 3);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var database = await BenchDatabase.CreateAsync(server, "product");
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(database.ConnectionString, data.Path, run.Stop);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        using var importer = new HttpImporter(product.Address);
        var floor = new CopyFloor(source);

        (string Name, Func<int, byte[]> Write)[] kinds = [("ExportOrderList202003011200.csv", OrderFiles.Csv), ("ExportOrderList202003011200.xlsx", OrderFiles.Xlsx)];
        foreach (var (name, write) in kinds) await importer.ImportAsync(write(WarmUpOrders), name, run.Stop);

        var rows = new List<object?[]>();
        var targets = new List<Target>();
        foreach (var (name, write) in kinds)
        {
            var file = write(orders);
            var found = new List<Found>();
            for (var round = 0; round < rounds; round++)
            {
                await Console.Error.WriteLineAsync($"  {name}, round {round + 1} …");
                found.Add(await MeasureAsync(file, name, orders, importer, floor, run.Stop));
            }
            var (first, again, indexed, bare) = (PerSecond(found.Select(f => f.First)), PerSecond(found.Select(f => f.Again)), PerSecond(found.Select(f => f.Indexed)), PerSecond(found.Select(f => f.Bare)));
            rows.Add([Path.GetExtension(name)[1..], file.Length >> 20, first, orders / first, again, indexed, first / indexed, bare, first / bare]);
            targets.Add(new($"import of {orders:N0} order rows ({Path.GetExtension(name)}), share of COPY", 100 * first / indexed, 25, AtLeast: true, "%"));

            double PerSecond(IEnumerable<TimeSpan> times) => orders / Samples.Median(times.Select(t => t.TotalSeconds));
        }
        return new("import", ["file", "MB", "rows/s", "seconds", "again rows/s", "COPY rows/s", "ratio", "bare COPY rows/s", "ratio of bare"], rows, targets,
            [
                $"Medians of {rounds} rounds of {orders:N0} order rows of 61 columns. Import: from the first byte of the upload to the answer that the job is done, into empty tables. Again: the same file once more, which changes nothing.",
                "COPY: the rows the import left in customers, orders, order_lines and parcels, in binary, into empty tables with the same indexes, one transaction, fsync on. Bare: the same without any index.",
            ]);
    }

    private static async Task<Found> MeasureAsync(byte[] file, string name, int orders, HttpImporter importer, CopyFloor floor, CancellationToken ct)
    {
        await floor.EmptyAsync(ct);
        var first = await importer.ImportAsync(file, name, ct);
        if ((first.Added, first.Refused) != (orders, 0)) throw new InvalidOperationException($"The first import should have added {orders:N0} orders: {first}");
        var rows = await floor.TakeAsync(ct);
        var indexed = await floor.WriteAsync(rows, indexed: true, ct);
        var bare = await floor.WriteAsync(rows, indexed: false, ct);
        var again = await importer.ImportAsync(file, name, ct);
        if ((again.Added, again.Changed, again.Unchanged) != (0, 0, orders)) throw new InvalidOperationException($"The second import should have changed nothing: {again}");
        return new(first.Elapsed, again.Elapsed, indexed, bare);
    }

    private sealed record Found(TimeSpan First, TimeSpan Again, TimeSpan Indexed, TimeSpan Bare);
}
