using System.Diagnostics;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Load.Reporting;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Evidence;

/// <summary>Photos that are dropped all at once, beside the same bytes written to the same disk.</summary>
internal static class UploadSection
{
    private const int AtOnce = 16;

    // What is measured is a node that has been up for a while: its code is compiled for good, and the small pictures of what came before are made.
    private const int Before = 200;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private const string Agent = "林压测";
    private static readonly string[] Columns = ["round", "photos", "product MB/s", "product p50 ms", "product p95 ms", "disk MB/s", "share of the disk"];

    public static async Task<Section> RunAsync(Run run)
    {
        var (photos, rounds) = run.Quick ? (100, 1) : (1_000, 3);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(), run.Stop);
        var source = new Photos();
        var rows = new List<object?[]>();
        var shares = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var disk = await WriteAsync(source, photos, run.Stop);
            var (product, times) = await SendAsync(server, $"uploads{round}", source, photos, run.Stop);
            var (diskRate, productRate) = (Rate(disk), Rate(product));
            shares.Add(100 * productRate / diskRate);
            rows.Add([round, photos, productRate, times.P50, times.P95, diskRate, shares[^1]]);
        }

        return new("uploads", Columns, rows,
            [new($"{photos} photos of 4 MB, {AtOnce} at once: share of plain disk writes", Samples.Median(shares), 50, AtLeast: true, "%")],
            [
                "Product: multipart uploads by a person who is signed in, to the product as a process of its own; each is answered when its bytes and its row are durable. Every row and file is counted afterwards.",
                "Disk: the same bytes, as many at once, each to a file of its own: written, flushed to the disk, closed.",
                "Small pictures are made once the rush is over, as on any day.",
            ]);

        double Rate(TimeSpan took) => photos * (double)source.Size / (1 << 20) / took.TotalSeconds;
    }

    private static async Task<TimeSpan> WriteAsync(Photos source, int photos, CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        return await AllAsync(source, photos, async (number, photo) =>
        {
            await using var file = new FileStream(Path.Combine(folder.Path, $"{number}.png"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await file.WriteAsync(photo, ct);
            await Task.Run(() => file.Flush(flushToDisk: true), ct);
        });
    }

    private static async Task<(TimeSpan Took, Samples Each)> SendAsync(PrivatePostgres server, string name, Photos source, int photos, CancellationToken ct)
    {
        var database = await BenchDatabase.CreateAsync(server, name);
        await BenchPeople.AddAsync(database, Role.AfterSales, Agent);
        using var data = new TemporaryFolder();
        await using var product = await ProductProcess.StartAsync(database.ConnectionString, data.Path, ct);
        using var sender = await PhotoSender.SignInAsync(product.Address, Agent, BenchPeople.Password, ct);
        await AllAsync(source, Before, async (number, _) => await sender.SendAsync(source.Number(photos + number), ct));
        await Task.Delay(Settled, ct);
        var each = new double[photos];
        var took = await AllAsync(source, photos, async (number, photo) =>
        {
            var started = Stopwatch.GetTimestamp();
            await sender.SendAsync(photo, ct);
            each[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        await CountAsync(database, data.Path, photos + Before, ct);
        return (took, new(each));
    }

    private static async Task<TimeSpan> AllAsync(Photos source, int photos, Func<int, byte[], Task> each)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, photos), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await each(number, source.Number(number)));
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task CountAsync(BenchDatabase database, string folder, int photos, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var count = source.CreateCommand("select count(*) from stored_files");
        var rows = (long)(await count.ExecuteScalarAsync(ct))!;
        var files = Directory.EnumerateFiles(Path.Combine(folder, "evidence"), "*", SearchOption.AllDirectories).Count(f => Path.GetFileName(f).Length == 64);
        if (rows != photos || files != photos) throw new InvalidOperationException($"{photos} photos were sent; there are {rows} rows and {files} files.");
    }
}
