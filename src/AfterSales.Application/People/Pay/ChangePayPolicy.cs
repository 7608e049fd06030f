using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
/// <param name="FromMonth">Any day of the first month that it holds for.</param>
public sealed record ChangePayPolicyInput(int BasedOn, DateOnly FromMonth, PayPolicy Policy);

/// <summary>
/// Adds a version of the store's pay policy, from a month on that is not closed. Of two owners who edited the same version the second is refused as stale. Answers the version.
/// </summary>
public sealed class ChangePayPolicy(Databases databases, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(ChangePayPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePay)) return Refusal.Forbidden();
        if (input.Policy.Problems() is [var problem, ..]) return Refusal.Invalid(problem.Code, problem.Args) with { Field = problem.Path };
        var month = PayReads.FirstOf(input.FromMonth);
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPayAsync(ct);
        if (await db.IsClosedFromAsync(month, ct)) return PayReads.Closed(month);
        var latest = await db.PayPolicies.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        if ((latest?.Version ?? PayPolicy.Default.Version) != input.BasedOn) return Refusal.Conflict("policy.stale", latest?.ByName ?? "", latest?.Version ?? PayPolicy.Default.Version);
        var next = input.Policy with { Version = input.BasedOn + 1 };
        db.PayPolicies.Add(new(actor.StoreId, next.Version, month, next, time.GetUtcNow(), actor.PersonId, actor.Name));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return next.Version;
    }
}
