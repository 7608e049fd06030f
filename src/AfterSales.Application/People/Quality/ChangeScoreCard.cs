using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

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
        var first = await db.CardOfAsync(DefaultScoreCard.Version, ct);
        return await db.AddVersionAsync<ScoreCardVersion>(
            input.BasedOn, standing => input.Card.SaysTheSameAs(standing?.Card ?? first!), version => new(actor.StoreId, version, input.Card with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
    }
}
