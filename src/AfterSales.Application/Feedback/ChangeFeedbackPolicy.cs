using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Feedback;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

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
        var latest = await FeedbackPolicyQueries.LatestAsync(db, ct);
        var standing = latest is null ? FeedbackPolicy.Default : latest.Policy with { Version = latest.Version };
        if (standing.Version != input.BasedOn) return Refusal.Conflict("policy.stale", latest?.ByName ?? "", standing.Version);
        if (input.Policy.SaysTheSameAs(standing)) return standing.Version;
        var version = standing.Version + 1;
        db.FeedbackPolicies.Add(new(actor.StoreId, version, input.Policy with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            latest = await FeedbackPolicyQueries.LatestAsync(db, ct);
            return Refusal.Conflict("policy.stale", latest!.ByName, latest.Version);
        }
        signal.StoreChanged(actor.StoreId);
        return version;
    }
}
