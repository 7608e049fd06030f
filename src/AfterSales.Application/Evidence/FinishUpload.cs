using AfterSales.Application.Conversations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Makes one file of the pieces of an upload. Asked again, because the answer was lost, it answers the same.</summary>
public sealed class FinishUpload(Databases databases, IEvidenceStore store, EvidenceFiles files, FileRegistry registry, CancelUpload cancel, TimeProvider time)
{
    public sealed record Input(Guid UploadId);

    public async Task<Result<Attachment>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.WriteNotes)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var mine = db.PartialUploads.AsNoTracking().Where(u => u.Id == input.UploadId && u.PersonId == personId);
        if (await mine.SingleOrDefaultAsync(ct) is not { } upload) return Refusal.NotFound("evidence.upload_gone");
        if (upload.Sha256 is not null) return await FinishedAsync(upload, ct);
        if (upload.Received != upload.Size) return Refusal.Conflict(AppendToUpload.WrongOffset, upload.Received);

        Result<StoredFile> stored;
        try
        {
            await using var content = new PartsStream(store, upload.Parts);
            stored = await files.StoreAsync(content, ct);
        }
        catch (FileNotFoundException) when (!ct.IsCancellationRequested)
        {
            // Somebody was faster, here or on another node.
            return await mine.SingleOrDefaultAsync(ct) is { Sha256: not null } done ? await FinishedAsync(done, ct) : Refusal.NotFound("evidence.upload_gone");
        }
        if (stored.Value is not { } file)
        {
            await cancel.ExecuteAsync(new(upload.Id), actor, ct);
            return stored.Refusal!;
        }
        var now = time.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"update partial_uploads set sha256 = {file.Sha256}, parts = array[]::text[], touched_at = {now} where store_id = {db.StoreId} and id = {upload.Id}", ct);
        foreach (var part in upload.Parts) await store.RemoveAsync(part, ct);
        return new Attachment(upload.Name, file);
    }

    private async Task<Result<Attachment>> FinishedAsync(PartialUpload upload, CancellationToken ct) =>
        await registry.FindAsync(upload.Sha256!, ct) is { } file ? new Attachment(upload.Name, file) : Refusal.NotFound("evidence.upload_gone");
}
