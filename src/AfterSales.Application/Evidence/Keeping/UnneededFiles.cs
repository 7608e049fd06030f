using AfterSales.Application.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// Takes bytes away that no row of any store needs any more, with their small picture. The one place where bytes go: whatever else keeps account of stored files is asked here. What cannot be
/// taken away now is no longer served to anybody, because no row names it.
/// </summary>
public sealed class UnneededFiles(Databases databases, IEvidenceStore store, ILogger<UnneededFiles> log)
{
    /// <param name="sha256">Null for a link, which has none.</param>
    public async Task DropAsync(string? sha256, CancellationToken ct)
    {
        if (sha256 is null) return;
        try
        {
            await using var connection = await databases.Source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var needed = new NpgsqlCommand(
                """
                select pg_advisory_xact_lock(hashtextextended('file:' || @sha, 0));
                select exists (select from evidence where store_id in (select id from stores) and sha256 = @sha and removed_at is null)
                    or exists (select from ownerless_parcels where store_id in (select id from stores) and photos @> jsonb_build_array(jsonb_build_object('sha256', @sha::text)));
                """, connection, transaction);
            needed.Parameters.AddWithValue("sha", sha256);
            await using (var rows = await needed.ExecuteReaderAsync(ct))
            {
                await rows.NextResultAsync(ct);
                await rows.ReadAsync(ct);
                if (rows.GetBoolean(0)) return;
            }
            await store.RemoveAsync(sha256, ct);
            await store.RemoveAsync(sha256 + ".webp", ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            log.LogWarning(e, "The bytes of {Sha256} are not needed any more and could not be removed", sha256);
        }
    }
}
