using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// Takes the bytes of removed evidence away, with their small pictures, when no row of any store needs them any more. What cannot be taken away now is no longer served to anybody,
/// because no row names it, and goes with the next sweep.
/// </summary>
public sealed class UnneededFiles(Databases databases, UnusedFiles files, ILogger<UnneededFiles> log)
{
    public async Task DropAsync(EvidenceItem removed, CancellationToken ct)
    {
        if (removed.Sha256 is not { } sha256) return;
        try
        {
            // Whoever sent the same after it was last added may still be about to use it.
            await files.ForgetAsync(sha256, await LastAddedAsync(sha256, ct) + TimeSpan.FromMicroseconds(1), ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            log.LogWarning(e, "The bytes of {Sha256} are not needed any more and could not be removed", sha256);
        }
    }

    // As whatever piece of whatever store, removed meanwhile or not.
    private async Task<DateTimeOffset> LastAddedAsync(string sha256, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select max(added_at) from evidence where sha256 = $1 and store_id in (select id from stores)");
        command.Parameters.Add(new() { Value = sha256 });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return await row.GetFieldValueAsync<DateTimeOffset>(0, ct);
    }
}
