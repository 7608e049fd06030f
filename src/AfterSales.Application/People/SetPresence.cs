using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Says whether one may be handed work now. Of somebody at a desk the history takes it down.</summary>
public sealed class SetPresence(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(Presence presence, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } id) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Users.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Presence, presence), ct);
        // Who has only just sat down is not there yet: their coming will be written with what they say.
        if (await db.OpenDesks.Where(d => d.PersonId == id && d.Presence != presence).ExecuteUpdateAsync(set => set.SetProperty(d => d.Presence, presence), ct) > 0)
        {
            db.PresenceChanges.Add(new(actor.StoreId, id, time.GetUtcNow(), presence, PresenceCause.Chose));
            await db.SaveChangesAsync(ct);
        }
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
