using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>
/// What a person may still spend on a case without asking (SPEC 1): the amount per case of their roles, which the playbook names, less what was spent on
/// the case so, under their limits of the day.
/// </summary>
public sealed class Spending(StoreZones zones, TimeProvider time)
{
    /// <summary>Unlimited: an owner's.</summary>
    private static readonly Value Unlimited = Value.Of(decimal.MaxValue);

    /// <summary>What is left, for the fact <c>authority left</c>; unknown while the order's amount is, where a share of it is allowed.</summary>
    /// <param name="changing">An action whose terms are being changed: what it cost so far is not spent.</param>
    internal async Task<Value> LeftAsync(StoreDb db, Actor actor, Guid caseId, CompiledPlaybook playbook, decimal? orderPaid, CancellationToken ct, Guid? changing = null)
    {
        if (actor.Roles.Contains(Role.Owner)) return Unlimited;
        // A program has no authority of its own: whatever costs something is asked for.
        if (actor.Roles.Count == 0) return Value.Of(0m);
        var policy = await SpendingPolicies.CurrentAsync(db, ct);
        var spent = await SpentAsync(db, actor.PersonId, caseId, changing, ct);
        // Each role with the limits that go with its amount: a second role, a warehouse's for one, does not lift those of the first.
        return actor.Roles.Max(role => spent.Left(PerCase(role, playbook, orderPaid), policy.LimitOf(actor.PersonId, role))) is { } left ? Value.Of(left) : Value.Unknown;
    }

    /// <summary>Spent without asking: on this case by anybody, today by this person. Who changed the terms last granted them, whoever agreed the remedy first.</summary>
    private async Task<SpentSoFar> SpentAsync(StoreDb db, Guid? personId, Guid caseId, Guid? changing, CancellationToken ct)
    {
        var today = StartOfDay(await StoreZones.OfAsync(db, ct));
        var counted = db.CaseActions.Where(a => a.IsOwnAuthority && a.State != ActionState.Voided && a.Id != changing);
        var onCase = await counted.Where(a => a.CaseId == caseId).SumAsync(a => a.Amount ?? 0, ct);
        if (personId is null) return new SpentSoFar(onCase, 0, 0);
        var own = await db.Payouts.Where(p => p.RequestedById == personId && p.ApprovedAt >= today && p.State != PayoutState.Voided && counted.Any(a => a.Id == p.ActionId))
            .GroupBy(p => 1).Select(g => new { Yuan = g.Sum(p => p.Amount), Times = g.Count() }).SingleOrDefaultAsync(ct);
        return new SpentSoFar(onCase, own?.Yuan ?? 0, own?.Times ?? 0);
    }

    /// <summary>What the store granted today: within somebody's authority, or approved. Yuan.</summary>
    /// <param name="except">A payout that is left out, because another takes its place.</param>
    internal async Task<decimal> GrantedTodayAsync(StoreDb db, CancellationToken ct, Guid? except = null)
    {
        var today = StartOfDay(await StoreZones.OfAsync(db, ct));
        return await db.Payouts.Where(p => p.ApprovedAt >= today && p.State != PayoutState.Voided && p.Id != except).SumAsync(p => p.Amount, ct);
    }

    /// <summary>When the store's month began, UTC.</summary>
    internal async ValueTask<DateTimeOffset> StartOfMonthAsync(Guid storeId, CancellationToken ct)
    {
        var zone = await zones.OfAsync(storeId, ct);
        var day = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Date;
        return zone.StartOf(new DateOnly(day.Year, day.Month, 1));
    }

    /// <summary>When the store's day began, UTC.</summary>
    internal async ValueTask<DateTimeOffset> StartOfDayAsync(Guid storeId, CancellationToken ct) => StartOfDay(await zones.OfAsync(storeId, ct));

    private DateTimeOffset StartOfDay(TimeZoneInfo zone) => zone.StartOf(zone.DateOf(time.GetUtcNow()));

    private static decimal? PerCase(Role role, CompiledPlaybook playbook, decimal? orderPaid) => role switch
    {
        // A share of the order, never rounded up.
        Role.PreSales => orderPaid * playbook.NamedNumber("pre-sales authority") is { } share ? decimal.Round(share, 2, MidpointRounding.ToZero) : null,
        Role.AfterSales => playbook.NamedNumber("after-sales authority"),
        Role.Review => playbook.NamedNumber("review authority"),
        Role.Supervisor => playbook.NamedNumber("supervisor authority"),
        _ => 0,
    };
}
