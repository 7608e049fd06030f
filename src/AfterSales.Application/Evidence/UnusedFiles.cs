using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Takes away what nobody needs: files that no row of any store uses and nobody may still send, bytes that no row promises, pieces of uploads that were given up. First the
/// row goes, then the bytes, each while the file is held: whoever uploads the same at that moment comes before, and it stays, or after, and it comes anew.
/// </summary>
public sealed class UnusedFiles(Databases databases, IEvidenceStore store, FileRegistry registry, TimeProvider time, ILogger<UnusedFiles> log) : BackgroundService
{
    /// <summary>Longer than whoever uploaded may wait before they send it (<see cref="EvidenceTickets.Lifetime"/>).</summary>
    public static readonly TimeSpan Spared = EvidenceTickets.Lifetime + TimeSpan.FromDays(1);

    /// <summary>An upload that nobody went on with for so long is given up.</summary>
    public static readonly TimeSpan GivenUp = TimeSpan.FromDays(1);

    /// <summary>Who keeps a file. Teach it every table that names files. The file is <c>f</c>.</summary>
    internal const string IsUnused =
        """
        not exists (select from evidence e where e.sha256 = f.sha256 and e.removed_at is null and e.store_id in (select id from stores))
        and not exists (select from ownerless_parcels p where p.photos @> jsonb_build_array(jsonb_build_object('sha256', f.sha256)) and p.store_id in (select id from stores))
        """;

    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

    /// <summary>Answers how many files went; two nodes that do it at once do the same.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await store.SweepAsync(now - GivenUp, ct);
        await DropUploadsAsync(now - GivenUp, ct);
        var gone = 0;
        while (await UnusedAsync(now - Spared, ct) is { Count: > 0 } unused)
        {
            foreach (var sha256 in unused)
                if (await ForgetAsync(sha256, now - Spared, ct)) gone++;
        }
        return gone + await RemoveUnpromisedAsync(now, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var gone = await SweepAsync(stoppingToken);
                if (gone > 0) log.LogInformation("{Count} files that nobody uses were taken away", gone);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Files that nobody uses are taken away later");
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<string>> UnusedAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand($"select sha256 from stored_files f where stored_at < $1 and {IsUnused} limit $2");
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = AtOnce });
        return await NamesAsync(command, ct);
    }

    /// <summary>Takes one file away, unless somebody uses it or it came again at that time or later. Answers whether it went.</summary>
    internal async Task<bool> ForgetAsync(string sha256, DateTimeOffset before, CancellationToken ct)
    {
        bool gone;
        await using (var held = await registry.HoldAsync(sha256, ct))
        {
            gone = await held.ForgetAsync(before, ct);
            await held.CommitAsync();
        }
        if (gone) await RemoveAsync(sha256, [FileNames.Preview(sha256), FileNames.Thumbnail(sha256), sha256], ct);
        return gone;
    }

    // What a killed upload left between its bytes and its row, and whose row went while its bytes did not.
    private async Task<int> RemoveUnpromisedAsync(DateTimeOffset now, CancellationToken ct)
    {
        var gone = 0;
        await foreach (var some in store.ListAsync(ct).Chunk(AtOnce))
        {
            foreach (var part in await UnwantedPartsAsync([.. some.Where(f => FileNames.IsPart(f.Name) && f.At < now - GivenUp).Select(f => f.Name)], ct)) await store.RemoveAsync(part, ct);
            var old = some.Where(f => f.At < now - Spared && FileNames.HashOf(f.Name) is not null).ToLookup(f => FileNames.HashOf(f.Name)!, f => f.Name, StringComparer.Ordinal);
            foreach (var sha256 in await UnpromisedAsync([.. old.Select(f => f.Key)], ct))
                if (await RemoveAsync(sha256, [.. old[sha256]], ct)) gone++;
        }
        return gone;
    }

    private async Task<bool> RemoveAsync(string sha256, IReadOnlyList<string> names, CancellationToken ct)
    {
        await using var held = await registry.HoldAsync(sha256, ct);
        if (held.Known is not null) return false;
        foreach (var name in names) await store.RemoveAsync(name, ct);
        return true;
    }

    private Task<IReadOnlyList<string>> UnpromisedAsync(string[] hashes, CancellationToken ct) =>
        OfAsync("select h from unnest($1) h where not exists (select from stored_files f where f.sha256 = h)", hashes, ct);

    private Task<IReadOnlyList<string>> UnwantedPartsAsync(string[] parts, CancellationToken ct) =>
        OfAsync("select p from unnest($1) p where not exists (select from partial_uploads u where p = any(u.parts) and u.store_id in (select id from stores))", parts, ct);

    private async Task<IReadOnlyList<string>> OfAsync(string sql, string[] names, CancellationToken ct)
    {
        if (names.Length == 0) return [];
        await using var command = databases.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = names });
        return await NamesAsync(command, ct);
    }

    private async Task DropUploadsAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("with gone as (delete from partial_uploads where touched_at < $1 and store_id in (select id from stores) returning parts) select unnest(parts) from gone");
        command.Parameters.Add(new() { Value = before });
        foreach (var part in await NamesAsync(command, ct)) await store.RemoveAsync(part, ct);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var names = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) names.Add(rows.GetString(0));
        return names;
    }
}
