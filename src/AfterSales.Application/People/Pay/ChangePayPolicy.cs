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
/// Adds a version of the store's pay policy, from a month on that is not closed. Of two owners who edited the same version the second is refused as stale; so is one without a grade that
/// somebody has: they would have no base. What says the same from the same month on adds none. Answers the version that holds.
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
        if (await InUseAsync(db, input.Policy, month, ct) is { } refusal) return refusal;
        var changed = await db.AddVersionAsync<PayPolicyVersion>(
            input.BasedOn, standing => standing is not null && standing.FromMonth == month && standing.Policy.SaysTheSameAs(input.Policy),
            version => new(actor.StoreId, version, month, input.Policy with { Version = version }, time.GetUtcNow(), actor.PersonId, actor.Name), ct);
        if (changed.Ok) await transaction.CommitAsync(ct);
        return changed;
    }

    // Until a month for which another version was said already.
    private static async Task<Refusal?> InUseAsync(StoreDb db, PayPolicy policy, DateOnly month, CancellationToken ct)
    {
        var until = await db.PayPolicies.Where(p => p.FromMonth > month).MinAsync(p => (DateOnly?)p.FromMonth, ct);
        var said = await db.PayGrades.AsNoTracking().Where(g => until == null || g.FromMonth < until).ToListAsync(ct);
        var missed = said.GroupBy(g => g.PersonId).SelectMany(mine => PayGradeChange.HoldingFrom(month, mine)).Where(g => g.Grade.Length > 0 && policy.BaseOf(g.Grade) is null).ToLookup(g => g.Grade, g => g.PersonId, StringComparer.Ordinal);
        if (missed.FirstOrDefault() is not { } holders) return null;
        var names = await db.NamesEverAsync([.. holders], ct);
        return Refusal.Rule("pay.grade_in_use", holders.Key, string.Join('|', names.Values.Order(StringComparer.Ordinal))) with { Field = "grades" };
    }
}
