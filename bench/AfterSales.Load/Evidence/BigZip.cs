using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Application.Evidence;
using AfterSales.Load.Agents;
using AfterSales.Load.Pages;
using AfterSales.Load.Running;

namespace AfterSales.Load.Evidence;

/// <param name="Seconds">Until the last byte of the ZIP was read.</param>
/// <param name="PlainSeconds">For the same files read one after the other by plain streams.</param>
/// <param name="MemoryOverIdle">Bytes: the largest resident set while it wrote, less that before.</param>
internal sealed record ZipCost(long Bytes, double Seconds, double PlainSeconds, long MemoryOverIdle);

/// <summary>A ZIP of two gigabytes of photos, taken over HTTP from the product as a process of its own.</summary>
internal static class BigZip
{
    private const int FileSize = 4 << 20;

    public static async Task<ZipCost> MeasureAsync(FilledStore store, string folder, Run run)
    {
        var count = run.Quick ? 32 : 512;
        var number = await FillAsync(store, new DiskStore(Path.Combine(folder, "evidence")), count, run.Stop);
        await using var product = await ProductProcess.StartAsync(store.Database.ConnectionString, folder, run.Stop);
        await using var browser = new AgentBrowser(product.Address, (_, _) => { });
        await browser.SignInAsync(FilledStore.Supervisor, BenchPeople.Password, run.Stop);
        // A small one first: what it compiles is no memory of the large one.
        await DownloadAsync(browser, $"/archive.zip?case={store.Sample.Number}&label=review", product.Id, run.Stop, mayFail: true);
        await DownloadAsync(browser, $"/archive.zip?case={number}&label=weigh%20slip", product.Id, run.Stop);

        var idle = ResidentOf(product.Id);
        var start = Stopwatch.GetTimestamp();
        var (bytes, peak) = await DownloadAsync(browser, $"/archive.zip?case={number}", product.Id, run.Stop);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (bytes < (long)count * FileSize) throw new InvalidOperationException("The ZIP is not whole.");
        return new(bytes, seconds, await PlainAsync(Path.Combine(folder, "evidence"), run.Stop), peak - idle);
    }

    // JPEGs by their first bytes; noise else, which nothing makes smaller.
    private static async Task<string> FillAsync(FilledStore store, DiskStore files, int count, CancellationToken ct)
    {
        var photo = new byte[FileSize];
        for (var i = 0; i < count; i++)
        {
            RandomNumberGenerator.Fill(photo);
            ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(photo);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(photo));
            await using (var incoming = await files.ReceiveAsync(ct))
            {
                await incoming.WriteAsync(photo, ct);
                await incoming.CompleteAsync(ct);
                await incoming.KeepAsync(sha256, ct);
            }
            await Seed.ExecuteAsync(store.Source, """
                insert into evidence (id, store_id, case_id, name, sha256, content_type, size, has_thumbnail, added_at, type, archive_name, label)
                select seed_id('zipped', $2), store_id, id, '图.jpg', $3, 'image/jpeg', $4, false, now() - interval '1 hour', type, customer_nick, case when $2 = 0 then 'weigh slip' end from cases where id = $1
                """, [store.Sample.Id, i, sha256, (long)FileSize], ct);
        }
        return store.Sample.Number;
    }

    private static async Task<(long Bytes, long Peak)> DownloadAsync(AgentBrowser browser, string path, int process, CancellationToken ct, bool mayFail = false)
    {
        using var answer = await browser.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!mayFail) answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var (block, bytes, peak) = (new byte[1 << 20], 0L, 0L);
        for (int read; (read = await body.ReadAsync(block, ct)) > 0; bytes += read)
            if (bytes >> 22 != (bytes + read) >> 22) peak = Math.Max(peak, ResidentOf(process));
        return (bytes, peak);
    }

    private static async Task<double> PlainAsync(string folder, CancellationToken ct)
    {
        var block = new byte[128 * 1024];
        var start = Stopwatch.GetTimestamp();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = File.OpenRead(file);
            while (await stream.ReadAsync(block, ct) > 0) { }
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // What the system says, in pages of four kilobytes.
    private static long ResidentOf(int process) => long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * 4096;
}
