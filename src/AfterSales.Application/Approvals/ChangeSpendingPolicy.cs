using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeSpendingPolicyInput(int BasedOn, SpendingPolicy Policy);

/// <summary>
/// Adds a version of the store's spending policy; it holds for what is agreed later, requests that are open keep their signatures. Of two owners who edited the
/// same version, the second is refused as stale. What says the same as the version it is based on adds none. Answers the version that holds.
/// </summary>
public sealed class ChangeSpendingPolicy(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangeSpendingPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPolicies)) return Refusal.Forbidden();
        if (input.Policy.Problems() is [var problem, ..]) return Refusal.Invalid(problem.Code, problem.Args) with { Field = problem.Path };

        await using var db = databases.For(actor);
        var latest = await db.SpendingPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        if ((latest?.Version ?? SpendingPolicy.Default.Version) != input.BasedOn) return Stale(latest);
        if (input.Policy.SaysTheSameAs(latest?.Policy ?? SpendingPolicy.Default)) return input.BasedOn;
        var next = input.Policy with { Version = input.BasedOn + 1 };
        db.SpendingPolicies.Add(new(actor.StoreId, next.Version, next, time.GetUtcNow(), actor.PersonId, actor.Name));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Stale(await db.SpendingPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct));
        }
        signal.StoreChanged(actor.StoreId);
        return next.Version;
    }

    private static Refusal Stale(SpendingPolicyVersion? latest) => Refusal.Conflict("policy.stale", latest?.ByName ?? "", latest?.Version ?? SpendingPolicy.Default.Version);
}
