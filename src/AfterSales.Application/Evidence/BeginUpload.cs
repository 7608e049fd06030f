using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>How far an upload in pieces has come.</summary>
public sealed record UploadProgress(Guid Id, long Received, long Size);

/// <summary>Begins to take in a large file piece by piece. It waits for its next piece for <see cref="UnusedFiles.GivenUp"/>.</summary>
public sealed class BeginUpload(Databases databases, EvidenceLimits limits, EvidenceSpace space, TimeProvider time)
{
    /// <summary>As many may wait for one person; what was begun longest ago makes room.</summary>
    public const int Most = 20;

    /// <param name="Name">As on the person's disk; made safe later.</param>
    /// <param name="Size">In bytes, of the whole file.</param>
    public sealed record Input(string? Name, long Size);

    public async Task<Result<UploadProgress>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.WriteNotes)) return Refusal.Forbidden();
        if (input.Size <= 0) return Refusal.Invalid("evidence.empty");
        if (input.Size > limits.Largest) return Refusal.Invalid("evidence.too_large", EvidenceLimits.InMegabytes(limits.Largest));
        if (await space.RefusalAsync(actor, input.Size, ct) is { } full) return full;
        var now = time.GetUtcNow();
        var upload = new PartialUpload(Ids.New(now), actor.StoreId, personId, EvidenceName.Clean(input.Name), input.Size, now);
        await using var db = databases.For(actor);
        // Their pieces are swept: nobody refers to them any more. What another beginning has cleared away already is gone as well.
        var waiting = await db.PartialUploads.Where(u => u.PersonId == personId).OrderByDescending(u => u.TouchedAt).Skip(Most - 1).Select(u => u.Id).ToListAsync(ct);
        if (waiting.Count > 0) await db.PartialUploads.Where(u => waiting.Contains(u.Id)).ExecuteDeleteAsync(ct);
        db.Add(upload);
        await db.SaveChangesAsync(ct);
        return new UploadProgress(upload.Id, 0, upload.Size);
    }
}
