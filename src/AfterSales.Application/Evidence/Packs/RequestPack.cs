using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>Asks for the evidence pack of a case, which is made in the background (<see cref="PackWorker"/>). While one of the case is being made, asking again answers that one.</summary>
public sealed class RequestPack(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(string number, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } caseId) return Refusal.NotFound("case.not_found", number);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync($"pack:{caseId}", ct);
        // Whoever erases the buyer holds the case: a pack is asked for before, and is in the way, or after.
        await db.Database.ExecuteSqlAsync($"select from cases where store_id = {actor.StoreId} and id = {caseId} for share", ct);
        if (await db.EvidencePacks.Where(p => p.CaseId == caseId && p.EndedAt == null).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct) is { } running) return running;
        var now = time.GetUtcNow();
        var pack = new EvidencePack(Ids.New(now), actor.StoreId, caseId, actor, now);
        db.EvidencePacks.Add(pack);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.PackChanged(actor.StoreId, caseId);
        return pack.Id;
    }
}
