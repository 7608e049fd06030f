using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

/// <param name="CardBy">Who changed it last; null while it is as it came.</param>
public sealed record QualityPolicyNow(ScoreCard Card, string? CardBy, DateTimeOffset? CardAt, SamplingPlan Plan, string? PlanBy, DateTimeOffset? PlanAt);

/// <summary>Reads by what work is scored, and which is looked at.</summary>
public sealed class QualityPolicyQueries(Databases databases)
{
    public async Task<Result<QualityPolicyNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var (card, plan) = (await db.LatestCardAsync(ct), await db.LatestPlanAsync(ct));
        // The one that it came with may have been written down: nobody changed it.
        var isOwn = card is { Version: > DefaultScoreCard.Version };
        return new QualityPolicyNow(await db.CardAsync(ct), isOwn ? card?.ByName : null, isOwn ? card?.At : null, await db.PlanAsync(ct), plan?.ByName, plan?.At);
    }
}
