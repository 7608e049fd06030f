using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

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
        var latest = await db.ReviewPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        var (version, standing) = latest is null ? (ReviewPolicy.Default.Version, ReviewPolicy.Default) : (latest.Version, latest.Policy);
        if (version != input.BasedOn) return Refusal.Conflict("policy.stale", latest?.ByName ?? "", version);
        if (policy.SaysTheSameAs(standing)) return version;
        db.ReviewPolicies.Add(new(actor.StoreId, version + 1, policy with { Version = version + 1 }, time.GetUtcNow(), actor.PersonId, actor.Name));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            latest = await db.ReviewPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstAsync(ct);
            return Refusal.Conflict("policy.stale", latest.ByName, latest.Version);
        }
        signal.StoreChanged(actor.StoreId);
        return version + 1;
    }
}
