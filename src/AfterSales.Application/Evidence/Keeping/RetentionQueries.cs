using AfterSales.Application.Clocks;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <param name="Proposal">What waits for a second person; null where nothing does.</param>
/// <param name="LastRun">The latest daily round, perhaps still under way; null where there was none.</param>
public sealed record RetentionNow(RetentionPolicy Policy, RetentionProposal? Proposal, RetentionRun? LastRun, IReadOnlyList<SavedPolicy> History);

/// <summary>What would go of the cases of one type.</summary>
/// <param name="Type">Null: of cases without one.</param>
/// <param name="Bytes">Of the pieces; what another case has too is still there afterwards.</param>
public sealed record RetentionLine(CaseType? Type, long Cases, long Pieces, long Bytes);

/// <param name="Goes">What would go now, by type, in their order; types of which nothing goes are left out.</param>
/// <param name="Kept">Cases whose time would be over and that stay, by why.</param>
public sealed record RetentionForecast(IReadOnlyList<RetentionLine> Goes, IReadOnlyDictionary<KeptBecause, long> Kept);

/// <summary>Reads for how long a store keeps evidence, and what would go by another rule.</summary>
public sealed class RetentionQueries(Databases databases, TimeProvider time)
{
    private const int MostVersions = 50;

    public async Task<Result<RetentionNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var history = await db.RetentionPolicies.OrderByDescending(p => p.Version).Take(MostVersions).Select(p => new { p.Version, p.At, p.ByName, p.ProposedBy }).ToListAsync(ct);
        return new RetentionNow(
            await RetentionPolicies.CurrentAsync(db, ct),
            await db.RetentionProposals.AsNoTracking().SingleOrDefaultAsync(p => p.State == ProposalState.Open, ct),
            await db.RetentionRuns.AsNoTracking().OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(ct),
            history.ConvertAll(p => new SavedPolicy(p.Version, p.At, p.ProposedBy is null ? p.ByName : $"{p.ProposedBy} · {p.ByName}")));
    }

    /// <summary>One version as it was.</summary>
    public async Task<Result<RetentionPolicy>> VersionAsync(Actor actor, int version, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        if (version == RetentionPolicy.Default.Version) return RetentionPolicy.Default;
        await using var db = databases.For(actor);
        var saved = await db.RetentionPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Version == version, ct);
        return saved is null ? Refusal.NotFound("policy.version_not_found", version) : RetentionPolicies.Of(saved);
    }

    /// <summary>What would go now by a rule. For who may propose or confirm one.</summary>
    public async Task<Result<RetentionForecast>> ForecastAsync(RetentionPolicy policy, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageStores) && !actor.May(Permission.Approve)) return Refusal.Forbidden();
        if (policy.Problem() is { } problem) return problem;
        await using var db = databases.For(actor);
        var sums = await RetentionDue.SumsAsync(db, policy, time.GetUtcNow(), ct);
        return new RetentionForecast(
            [.. sums.Where(sum => sum.Why is null).Select(sum => new RetentionLine(RetentionDue.TypeOf(sum.Type), sum.Cases, sum.Pieces, sum.Bytes)).OrderBy(line => line.Type is null).ThenBy(line => line.Type)],
            sums.Where(sum => sum.Why is not null).GroupBy(sum => Enum.Parse<KeptBecause>(sum.Why!)).ToDictionary(why => why.Key, why => why.Sum(sum => sum.Cases)));
    }
}
