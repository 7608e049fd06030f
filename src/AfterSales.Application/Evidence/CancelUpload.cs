using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Gives up an upload in pieces. One that is gone, or was never there, is no refusal: nothing is what was wanted.</summary>
public sealed class CancelUpload(Databases databases, IEvidenceStore store)
{
    public sealed record Input(Guid UploadId);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.WriteNotes)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.PartialUploads.SingleOrDefaultAsync(u => u.Id == input.UploadId && u.PersonId == personId, ct) is not { } upload) return Result.Done;
        // A piece that arrives at this moment finds no row to count in, and goes.
        await db.PartialUploads.Where(u => u.Id == upload.Id).ExecuteDeleteAsync(ct);
        foreach (var part in upload.Parts) await store.RemoveAsync(part, ct);
        return Result.Done;
    }
}
