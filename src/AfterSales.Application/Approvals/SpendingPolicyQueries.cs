using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <param name="People">The store's people by id, to name those with limits of their own.</param>
public sealed record SpendingPolicyNow(SpendingPolicy Policy, IReadOnlyList<SavedPolicy> History, IReadOnlyDictionary<Guid, string> People);

/// <summary>Reads the store's spending policy and its versions.</summary>
public sealed class SpendingPolicyQueries(Databases databases)
{
    private const int MostVersions = 50;

    public async Task<Result<SpendingPolicyNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var latest = await db.SpendingPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        var policy = latest is null ? SpendingPolicy.Default : latest.Policy with { Version = latest.Version };
        var history = await db.SpendingPolicies.OrderByDescending(p => p.Version).Take(MostVersions).Select(p => new SavedPolicy(p.Version, p.At, p.ByName)).ToListAsync(ct);
        var people = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName }).Distinct().ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        return new SpendingPolicyNow(policy, history, people);
    }

    /// <summary>One version as it was.</summary>
    public async Task<Result<SpendingPolicy>> VersionAsync(Actor actor, int version, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        if (version == SpendingPolicy.Default.Version) return SpendingPolicy.Default;
        var saved = await db.SpendingPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Version == version, ct);
        return saved is null ? Refusal.NotFound("policy.version_not_found", version) : saved.Policy with { Version = version };
    }
}
