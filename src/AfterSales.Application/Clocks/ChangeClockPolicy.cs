using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Clocks;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeClockPolicyInput(int BasedOn, ClockPolicy Policy, bool ApplyToRunning);

/// <param name="Version">The one that holds now; that of the input when it changes nothing.</param>
/// <param name="Recomputed">How many running clocks changed; 0 unless asked for.</param>
public sealed record ClockPolicyChanged(int Version, int Recomputed);

/// <summary>
/// Adds a version of the store's clock policy. It holds for clocks that start later; running ones keep theirs unless the
/// owner says otherwise (SPEC 3). Of two owners who edited the same version, the second is refused as stale. What says the same as
/// the version it is based on adds none.
/// </summary>
public sealed class ChangeClockPolicy(Databases databases, ApplyClockPolicy apply, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<ClockPolicyChanged>> ExecuteAsync(ChangeClockPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPolicies)) return Refusal.Forbidden();
        if (input.Policy.Problems() is [var problem, ..]) return Refusal.Invalid(problem.Code, [.. problem.Args]) with { Field = problem.Path };

        var saved = await SaveAsync(input, actor, ct);
        if (!saved.Ok) return saved.Refusal;
        var version = saved.Value;
        if (version != input.BasedOn) signal.StoreChanged(actor.StoreId);
        if (!input.ApplyToRunning) return new ClockPolicyChanged(version, 0);

        var applied = await apply.ExecuteAsync(actor, ct);
        return applied.Ok ? new ClockPolicyChanged(version, applied.Value) : applied.Refusal;
    }

    private async Task<Result<int>> SaveAsync(ChangeClockPolicyInput input, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        return await db.AddVersionAsync<ClockPolicyVersion>(
            input.BasedOn, standing => input.Policy.SaysTheSameAs(standing?.Policy ?? ClockPolicy.Default), version => new(actor.StoreId, version, input.Policy with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
    }
}
