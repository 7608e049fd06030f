using AfterSales.Application.Evidence;
using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>
/// Takes the files of erased customers away, with their small pictures, where no row of any store needs them. The erasure says which they were until that is done: whoever died in between, the next node that
/// looks goes on. What somebody sent again since may be about to be used, and is left to <see cref="UnusedFiles"/>.
/// </summary>
public sealed class ErasedFiles(Databases databases, UnusedFiles files, TimeProvider time, ILogger<ErasedFiles> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Sees to one erasure; what cannot be taken away now is tried again later.</summary>
    public async Task DropAsync(Guid storeId, Guid erasureId, CancellationToken ct)
    {
        try
        {
            foreach (var (sha256, before) in await NamedAsync(storeId, erasureId, ct)) await files.ForgetAsync(sha256, before, ct);
            await using var done = databases.Source.CreateCommand("update erasures set files_gone_at = $3 where store_id = $1 and id = $2 and state = 'Erased' and files_gone_at is null");
            done.Parameters.Add(new() { Value = storeId });
            done.Parameters.Add(new() { Value = erasureId });
            done.Parameters.Add(new() { Value = time.GetUtcNow() });
            await done.ExecuteNonQueryAsync(ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            log.LogWarning(e, "The files of erasure {Erasure} are taken away later", erasureId);
        }
    }

    /// <summary>Sees to every erasure whose files are not gone yet.</summary>
    public async Task DropAllAsync(CancellationToken ct)
    {
        var waiting = new List<(Guid Store, Guid Id)>();
        await using (var command = databases.Source.CreateCommand("select store_id, id from erasures where state = 'Erased' and files_gone_at is null and store_id in (select id from stores)"))
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct)) waiting.Add((rows.GetGuid(0), rows.GetGuid(1)));
        foreach (var (store, id) in waiting) await DropAsync(store, id, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DropAllAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Files of erased customers are taken away later");
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Each with the time from which on it was sent again; a piece of evidence tells it, a photo of a parcel does not.
    private async Task<List<(string Sha256, DateTimeOffset Before)>> NamedAsync(Guid storeId, Guid erasureId, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("""
            select f, coalesce((select max(e.added_at) + interval '1 microsecond' from evidence e where e.store_id = $1 and e.sha256 = f), r.decided_at)
            from erasures r, unnest(r.files) f where r.store_id = $1 and r.id = $2 and r.state = 'Erased'
            """);
        command.Parameters.Add(new() { Value = storeId });
        command.Parameters.Add(new() { Value = erasureId });
        var named = new List<(string, DateTimeOffset)>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) named.Add((rows.GetString(0), await rows.GetFieldValueAsync<DateTimeOffset>(1, ct)));
        return named;
    }
}
