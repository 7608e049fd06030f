using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Approvals;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeSpendingPolicyInput(int BasedOn, SpendingPolicy Policy);

/// <summary>
/// Adds a version of the store's spending policy; it holds for what is agreed later, requests that are open keep their signatures. Of two owners who edited the
/// same version, the second is refused as stale. What says the same as the version it is based on adds none. Answers the version that holds.
/// </summary>
public sealed class ChangeSpendingPolicy(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangeSpendingPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPolicies)) return Refusal.Forbidden();
        if (input.Policy.Problems() is [var problem, ..]) return Refusal.Invalid(problem.Code, problem.Args) with { Field = problem.Path };

        await using var db = databases.For(actor);
        var changed = await db.AddVersionAsync<SpendingPolicyVersion>(
            input.BasedOn, standing => input.Policy.SaysTheSameAs(standing?.Policy ?? SpendingPolicy.Default), version => new(actor.StoreId, version, input.Policy with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
        if (changed.Ok && changed.Value != input.BasedOn) signal.StoreChanged(actor.StoreId);
        return changed;
    }
}
