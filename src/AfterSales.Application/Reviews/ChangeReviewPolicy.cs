using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Reviews;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeReviewPolicyInput(int BasedOn, ReviewPolicy Policy);

/// <summary>
/// Changes what the store takes for a sign of extortion. Signs only suggest: flags that stand are not touched. Of two who edited the same version, the second is
/// refused as stale. Answers the version that holds.
/// </summary>
public sealed class ChangeReviewPolicy(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangeReviewPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPlaybooks)) return Refusal.Forbidden();
        var policy = input.Policy.Cleaned();
        if (policy.Problem() is { } problem) return problem;

        await using var db = databases.For(actor);
        var changed = await db.AddVersionAsync<ReviewPolicyVersion>(
            input.BasedOn, standing => policy.SaysTheSameAs(standing?.Policy ?? ReviewPolicy.Default), version => new(actor.StoreId, version, policy with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
        if (changed.Ok && changed.Value != input.BasedOn) signal.StoreChanged(actor.StoreId);
        return changed;
    }
}
