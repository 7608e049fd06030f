using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <param name="By">Who changed it last; null while it is as it came.</param>
public sealed record ReviewPolicyNow(ReviewPolicy Policy, string? By, DateTimeOffset? At);

/// <summary>Reads what the store takes for a sign of extortion.</summary>
public sealed class ReviewPolicyQueries(Databases databases)
{
    public async Task<Result<ReviewPolicyNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.ReviewPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct) is { } latest
            ? new ReviewPolicyNow(latest.Policy with { Version = latest.Version }, latest.ByName, latest.At)
            : new ReviewPolicyNow(ReviewPolicy.Default, null, null);
    }
}
