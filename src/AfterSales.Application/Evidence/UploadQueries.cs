using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

public sealed class UploadQueries(Databases databases)
{
    /// <summary>How far an upload in pieces of this person has come; null when it was given up, or is somebody else's.</summary>
    public async Task<UploadProgress?> ProgressAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.WriteNotes)) return null;
        await using var db = databases.For(actor);
        return await db.PartialUploads.AsNoTracking().Where(u => u.Id == id && u.PersonId == personId).Select(u => new UploadProgress(u.Id, u.Received, u.Size)).SingleOrDefaultAsync(ct);
    }
}
