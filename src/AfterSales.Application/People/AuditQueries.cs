using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

public sealed class AuditQueries(Databases databases)
{
    public const int PageSize = 30;

    /// <summary>The newest first; <paramref name="before"/> is the id of the last one seen.</summary>
    public async Task<Result<List<AuditEntry>>> PageAsync(Actor actor, long? before = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.Audit.AsNoTracking()
            .Where(a => before == null || a.Id < before)
            .OrderByDescending(a => a.Id).Take(PageSize).ToListAsync(ct);
    }
}
