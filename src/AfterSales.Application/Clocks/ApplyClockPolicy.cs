using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Clocks;

/// <summary>
/// Puts the running clocks of a store under its policy of today. Some hundreds at a time, each lot in a transaction of its
/// own, so that nobody waits for the whole; started again after an interruption it does what is left.
/// </summary>
public sealed class ApplyClockPolicy(Databases databases, ChangeSignal signal, ClockWakeUp wakeUp, TimeProvider time)
{
    private const int BatchSize = 300;

    /// <summary>Answers how many clocks changed.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.EditPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var policy = await ClockPolicies.LatestAsync(db, ct);
        var changed = 0;
        for (Guid? last = Guid.Empty; last is { } after;)
        {
            (last, var lot) = await ApplyLotAsync(after, policy, actor, ct);
            changed += lot;
        }
        return changed;
    }

    private async Task<(Guid? Last, int Changed)> ApplyLotAsync(Guid after, ClockPolicy policy, Actor actor, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        var caseIds = await db.Clocks.Where(c => c.StoppedAt == null && c.SubjectId > after).Select(c => c.SubjectId).Distinct().Order().Take(BatchSize).ToArrayAsync(ct);
        if (caseIds.Length == 0) return (null, 0);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Held in the order of their ids, as everybody does who holds several.
        var types = await db.Database.SqlQuery<TypedCase>(
            $"select id, type from cases where store_id = {actor.StoreId} and id = any({caseIds}) order by id for no key update").ToDictionaryAsync(c => c.Id, c => c.Type, ct);
        var clocks = await db.Clocks.Include(c => c.Pauses).Where(c => caseIds.Contains(c.SubjectId) && c.StoppedAt == null).ToListAsync(ct);
        var clockIds = clocks.ConvertAll(c => c.Id);
        var timers = (await db.ClockTimers.Where(t => clockIds.Contains(t.ClockId)).ToListAsync(ct)).ToLookup(t => t.ClockId);
        var now = time.GetUtcNow();

        var changed = new List<Clock>();
        foreach (var clock in clocks)
        {
            var before = clock.DueAt;
            if (!Recompute(clock, policy, types.GetValueOrDefault(clock.SubjectId), now)) continue;
            var changes = TimerChanges.Apply(clock, [.. timers[clock.Id]]);
            db.ClockTimers.AddRange(changes.Added);
            db.ClockTimers.RemoveRange(changes.Removed);
            var told = CaseEvent.Of(CaseEventKind.ClockLimitChanged, ("clock", clock.Kind), ("was_due_at", before), ("due_at", clock.DueAt), ("policy_version", policy.Version));
            db.History.Add(new(actor.StoreId, clock.SubjectId, told, actor, now));
            changed.Add(clock);
        }
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        if (changed.Count > 0) wakeUp.Added(now);
        foreach (var caseId in changed.Select(c => c.SubjectId).Distinct()) signal.CaseChanged(actor.StoreId, caseId);
        return (caseIds[^1], changed.Count);
    }

    /// <summary>A clock that would run on just as before keeps the version it started under, and its history stays silent.</summary>
    private static bool Recompute(Clock clock, ClockPolicy policy, string? caseType, DateTimeOffset now)
    {
        var rule = policy.RuleFor(clock.Kind, caseType);
        var calendar = policy.CalendarFor(rule);
        var same = clock.Rule == rule && (clock.DueIsGiven || clock.CalendarSnapshot == calendar);
        return !same && clock.Recompute(rule, calendar, policy.Version, now);
    }

    private sealed record TypedCase(Guid Id, string? Type);
}
