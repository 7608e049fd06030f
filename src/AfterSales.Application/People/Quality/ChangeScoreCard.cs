using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeScoreCardInput(int BasedOn, ScoreCard Card);

/// <summary>Adds a version of the store's score card. What was scored keeps the version it was scored by. Of two who edited the same version, the second is refused as stale. Answers the version that holds.</summary>
public sealed class ChangeScoreCard(Databases databases, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangeScoreCardInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        if (input.Card.Problem() is { } problem) return problem;
        await using var db = databases.For(actor);
        var standing = await db.CardAsync(ct);
        if (standing.Version != input.BasedOn) return await StaleAsync(db, ct);
        if (input.Card.SaysTheSameAs(standing)) return standing.Version;
        var version = standing.Version + 1;
        db.ScoreCards.Add(new(actor.StoreId, version, input.Card with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return await StaleAsync(db, ct);
        }
        return version;
    }

    private static async Task<Refusal> StaleAsync(StoreDb db, CancellationToken ct)
    {
        var latest = await db.LatestCardAsync(ct);
        return Refusal.Conflict("policy.stale", latest?.ByName ?? "", latest?.Version ?? DefaultScoreCard.Version);
    }
}
