using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Application.Importing;

/// <summary>Puts an uploaded file in the queue. The same file is not imported twice at once.</summary>
public sealed class StartImport(Databases databases, ImportBell bell, ChangeSignal signal)
{
    public async Task<Result> ExecuteAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Import)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var subject = await db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (subject is null) return Refusal.NotFound("import.not_found");
        if (subject.State != ImportState.Uploaded) return Refusal.Rule("import.already_started");
        try
        {
            // The state stands in the condition: of two people who press at once, one starts it.
            var started = await db.Imports.Where(i => i.Id == id && i.State == ImportState.Uploaded)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Queued), ct);
            if (started == 0) return Refusal.Rule("import.already_started");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            var running = await db.Imports.Where(i => i.Sha256 == subject.Sha256 && (i.State == ImportState.Queued || i.State == ImportState.Running))
                .Select(i => i.Id).FirstOrDefaultAsync(ct);
            return Refusal.Rule("import.same_file_running", subject.FileName, running);
        }

        signal.ImportChanged(actor.StoreId, id);
        bell.Ring();
        return Result.Done;
    }
}
