using AfterSales.Application.Persistence;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Clocks;

/// <summary>Who saved a version of the policy, and when.</summary>
public sealed record SavedPolicy(int Version, DateTimeOffset At, string ByName);

/// <param name="RunningClocks">How many clocks run now and keep the version they started under.</param>
public sealed record ClockPolicyNow(ClockPolicy Policy, IReadOnlyList<SavedPolicy> History, int RunningClocks);

/// <summary>Reads the store's clock policy and its versions.</summary>
public sealed class ClockPolicyQueries(Databases databases)
{
    private const int MostVersions = 50;

    public async Task<Result<ClockPolicyNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var history = await db.ClockPolicies.OrderByDescending(p => p.Version).Take(MostVersions).Select(p => new SavedPolicy(p.Version, p.At, p.ByName)).ToListAsync(ct);
        return new ClockPolicyNow(await ClockPolicies.LatestAsync(db, ct), history, await db.Clocks.CountAsync(c => c.StoppedAt == null, ct));
    }

    /// <summary>One version as it was.</summary>
    public async Task<Result<ClockPolicy>> VersionAsync(Actor actor, int version, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var saved = await db.ClockPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Version == version, ct);
        return saved is null ? Refusal.NotFound("policy.version_not_found", version) : saved.Policy with { Version = version };
    }
}
