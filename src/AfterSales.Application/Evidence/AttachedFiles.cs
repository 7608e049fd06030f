using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Uploads that become evidence. A ticket may outlive its bytes: they are taken away with a piece of evidence that was removed, whoever still holds a ticket for the same file.
/// </summary>
internal static class AttachedFiles
{
    /// <summary>Null when all bytes are there; they stay until the transaction ends, and for good once it names them. One that is gone refuses them all.</summary>
    public static async Task<Refusal?> ProblemAsync(StoreDb db, IReadOnlyList<Attachment>? attachments, CancellationToken ct)
    {
        string[] files = [.. (attachments ?? []).Select(a => a.File?.Sha256).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (files.Length == 0) return null;
        // In one order, whoever asks: nobody waits for somebody who waits for them.
        var there = await db.Database.SqlQuery<string>($"select sha256 as \"Value\" from stored_files where sha256 = any({files}) order by sha256 for share").ToListAsync(ct);
        return there.Count == files.Length ? null : Refusal.NotFound("evidence.upload_gone");
    }
}
