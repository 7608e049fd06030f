using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Where the bytes of one piece of evidence lie.</summary>
public sealed record EvidenceBytes(string Sha256, string ContentType, string Name, bool HasThumbnail);

public sealed class EvidenceQueries(Databases databases)
{
    /// <summary>Null for a link, for what does not exist, for another store's, and for who may not see cases: all alike.</summary>
    public async Task<EvidenceBytes?> BytesOfAsync(Guid id, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.ViewCases)) return null;
        await using var db = databases.For(actor);
        return await db.Evidence.AsNoTracking().Where(e => e.Id == id && e.Sha256 != null && e.ContentType != null && e.RemovedAt == null)
            .Select(e => new EvidenceBytes(e.Sha256!, e.ContentType!, e.Name, e.HasThumbnail)).SingleOrDefaultAsync(ct);
    }
}
