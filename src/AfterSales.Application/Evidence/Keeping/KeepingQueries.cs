using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>What is kept of a case and what was removed.</summary>
/// <param name="Hold">The one that stands; null where none does.</param>
/// <param name="Items">Every piece, tombstones too, in the order in which they came.</param>
/// <param name="Open">Requests for removal that nobody decided, by piece.</param>
public sealed record KeptOnCase(LegalHold? Hold, IReadOnlyList<EvidenceItem> Items, IReadOnlyDictionary<Guid, RemovalRequest> Open);

public sealed class KeepingQueries(Databases databases)
{
    private const int MostItems = 500;

    public async Task<Result<KeptOnCase>> OfCaseAsync(string number, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } caseId) return Refusal.NotFound("case.not_found", number);
        return new KeptOnCase(
            await db.LegalHolds.AsNoTracking().SingleOrDefaultAsync(h => h.CaseId == caseId && h.ReleasedAt == null, ct),
            await db.Evidence.AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).Take(MostItems).ToListAsync(ct),
            await db.RemovalRequests.AsNoTracking().Where(r => r.CaseId == caseId && r.State == RemovalState.Open).ToDictionaryAsync(r => r.EvidenceId, ct));
    }
}
