using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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
        var latest = await db.ClockPolicies.OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        if ((latest?.Version ?? ClockPolicy.Default.Version) != input.BasedOn) return Stale(latest);
        if (input.Policy.SaysTheSameAs(latest?.Policy ?? ClockPolicy.Default)) return input.BasedOn;
        var next = input.Policy with { Version = input.BasedOn + 1 };
        db.ClockPolicies.Add(new(actor.StoreId, next.Version, next, time.GetUtcNow(), actor.PersonId, actor.Name));
        try
        {
            await db.SaveChangesAsync(ct);
            return next.Version;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Stale(await db.ClockPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct));
        }
    }

    private static Refusal Stale(ClockPolicyVersion? latest) => Refusal.Conflict("policy.stale", latest?.ByName ?? "", latest?.Version ?? 1);
}
