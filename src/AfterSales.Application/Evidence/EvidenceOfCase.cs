using AfterSales.Application.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>Pieces of a case that somebody has locked.</summary>
internal static class EvidenceOfCase
{
    /// <summary>As many as a person picks out at once, and more.</summary>
    public const int Most = 200;

    /// <summary>All of them, in the order of time, or why not: one that is not of this case, or was removed, refuses them all.</summary>
    public static async Task<Result<IReadOnlyList<EvidenceItem>>> EvidenceAsync(this LockedCase work, IReadOnlyList<Guid> wanted, CancellationToken ct)
    {
        if (wanted.Count is 0 or > Most) return Refusal.Invalid("evidence.count", Most);
        var (ids, caseId) = (wanted.Distinct().ToList(), work.Subject.Id);
        var found = await work.Db.Evidence.Where(e => ids.Contains(e.Id) && e.CaseId == caseId).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct);
        if (found.Count < ids.Count) return Refusal.NotFound("evidence.not_found");
        return found.Exists(e => e.RemovedAt is not null) ? Refusal.Rule("evidence.removed") : found;
    }

    /// <summary>For the history: the pieces by id, and how many and which to people.</summary>
    public static (string, object?)[] Named(IReadOnlyList<EvidenceItem> items) =>
        [("evidence", string.Join(' ', items.Select(item => item.Id))), ("count", items.Count), ("name", items[0].Name)];
}
