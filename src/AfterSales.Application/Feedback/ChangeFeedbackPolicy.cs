using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Feedback;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeFeedbackPolicyInput(int BasedOn, FeedbackPolicy Policy);

/// <summary>
/// Changes when goods are production's matter. Items that are open stay open. Of two who edited the same version, the second is refused as stale. Answers the version that holds.
/// </summary>
public sealed class ChangeFeedbackPolicy(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangeFeedbackPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.JudgeFeedback)) return Refusal.Forbidden();
        if (input.Policy.Problem() is { } problem) return problem;

        await using var db = databases.For(actor);
        var changed = await db.AddVersionAsync<FeedbackPolicyVersion>(
            input.BasedOn, standing => input.Policy.SaysTheSameAs(standing?.Policy ?? FeedbackPolicy.Default), version => new(actor.StoreId, version, input.Policy with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
        if (changed.Ok && changed.Value != input.BasedOn) signal.StoreChanged(actor.StoreId);
        return changed;
    }
}
