using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Importing;

/// <summary>
/// Stops an import. One that waits is cancelled at once; one that runs stops after the orders it is writing, and what is
/// written stays.
/// </summary>
public sealed class CancelImport(Databases databases, ImportFiles files, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var found = db.Imports.Where(i => i.Id == id);
        var now = time.GetUtcNow();
        var cancelled = await found.Where(i => i.State == ImportState.Uploaded || i.State == ImportState.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, ImportState.Cancelled).SetProperty(i => i.FinishedAt, now), ct);
        if (cancelled > 0)
            files.Delete(id);
        else if (await found.Where(i => i.State == ImportState.Running).ExecuteUpdateAsync(set => set.SetProperty(i => i.CancelRequested, true), ct) == 0)
            return await found.AnyAsync(ct) ? Refusal.Rule("import.ended") : Refusal.NotFound("import.not_found");

        signal.ImportChanged(actor.StoreId, id);
        return Result.Done;
    }
}
