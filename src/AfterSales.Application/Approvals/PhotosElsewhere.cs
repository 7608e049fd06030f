using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Reads which other cases the pictures of a case came with, for whoever is told that a photo was seen before.</summary>
internal static class PhotosElsewhere
{
    /// <summary>The cause by which somebody has to decide, in the outcomes catalogue's word.</summary>
    public const string Cause = "photo seen before";

    /// <summary>A picture that is everywhere, such as a logo, names enough with so many.</summary>
    private const int Most = 5;

    /// <summary>Their numbers, the latest first; by key, whatever the size of the store.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(StoreDb db, Guid caseId, CancellationToken ct)
    {
        var photos = db.Evidence.Where(e => e.CaseId == caseId && e.Sha256 != null).Select(e => e.Sha256);
        var cases = db.Evidence.Where(e => e.CaseId != caseId && photos.Contains(e.Sha256)).Select(e => e.CaseId);
        return await db.Cases.Where(c => cases.Contains(c.Id)).OrderByDescending(c => c.OpenedAt).Take(Most).Select(c => c.Number).ToListAsync(ct);
    }
}
