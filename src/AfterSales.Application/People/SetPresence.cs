using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Says whether one may be handed work now.</summary>
public sealed class SetPresence(Databases databases, ChangeSignal signal)
{
    public async Task<Result> ExecuteAsync(Presence presence, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } id) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await db.Users.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Presence, presence), ct);
        signal.StoreChanged(actor.StoreId);
        return Result.Done;
    }
}
