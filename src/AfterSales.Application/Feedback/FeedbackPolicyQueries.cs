using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Feedback;

/// <param name="By">Who changed it last; null while it is as it came.</param>
public sealed record FeedbackPolicyNow(FeedbackPolicy Policy, string? By, DateTimeOffset? At);

/// <summary>Reads when goods are production's matter.</summary>
public sealed class FeedbackPolicyQueries(Databases databases)
{
    public async Task<Result<FeedbackPolicyNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await LatestAsync(db, ct) is { } latest
            ? new FeedbackPolicyNow(latest.Policy with { Version = latest.Version }, latest.ByName, latest.At)
            : new FeedbackPolicyNow(FeedbackPolicy.Default, null, null);
    }

    /// <summary>The one in force, for whoever has the store open.</summary>
    internal static async Task<FeedbackPolicy> CurrentAsync(StoreDb db, CancellationToken ct) =>
        await LatestAsync(db, ct) is { } latest ? latest.Policy with { Version = latest.Version } : FeedbackPolicy.Default;

    internal static Task<FeedbackPolicyVersion?> LatestAsync(StoreDb db, CancellationToken ct) => db.FeedbackPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
}
