using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases.Finding;

/// <summary>Forgets what a person looked for and opened last: theirs to ask, of themselves.</summary>
public sealed class ForgetFinds(Databases databases)
{
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person) return Result.Done;
        await using var db = databases.For(actor);
        await db.RecentFinds.Where(f => f.PersonId == person).ExecuteDeleteAsync(ct);
        return Result.Done;
    }
}
