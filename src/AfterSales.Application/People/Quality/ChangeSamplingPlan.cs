using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeSamplingPlanInput(int BasedOn, SamplingPlan Plan);

/// <summary>Adds a version of which work is looked at; weeks that were drawn stay drawn. Of two who edited the same version, the second is refused as stale. Answers the version that holds.</summary>
public sealed class ChangeSamplingPlan(Databases databases, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangeSamplingPlanInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        if (input.Plan.Problem() is { } problem) return problem;
        await using var db = databases.For(actor);
        return await db.AddVersionAsync<SamplingPlanVersion>(
            input.BasedOn, standing => input.Plan.SaysTheSameAs(standing?.Plan ?? SamplingPlan.Default), version => new(actor.StoreId, version, input.Plan with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
    }
}
