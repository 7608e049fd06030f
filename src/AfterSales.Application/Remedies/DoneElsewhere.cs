using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>
/// What was done where it is done ticks its action by itself, in the same transaction: a memo on the order, a promise, a reply. Nothing is saved here.
/// </summary>
internal static class DoneElsewhere
{
    /// <summary>Ticks what of <paramref name="words"/> is open in a locked case.</summary>
    public static Task TickAsync(this LockedCase work, CancellationToken ct, params string[] words) => TickAsync(work.Db, [work.Subject.Id], work.Actor, work.Now, ct, words);

    /// <summary>The same in several cases, which the caller has locked.</summary>
    public static async Task TickAsync(StoreDb db, IReadOnlyCollection<Guid> lockedCases, Actor actor, DateTimeOffset now, CancellationToken ct, params string[] words)
    {
        if (lockedCases.Count == 0 || words.Length == 0) return;
        var open = await db.CaseActions.Where(a => lockedCases.Contains(a.CaseId) && words.Contains(a.Word) && a.State == ActionState.Open && a.After.Length == 0).ToListAsync(ct);
        foreach (var action in open)
        {
            if (action.Move(ActionState.Done, new ActionDetails(), [], now).Value is not { } step) continue;
            db.ActionSteps.Add(step.By(actor.PersonId, actor.Name));
            db.History.Add(new(action.StoreId, action.CaseId, CaseEvent.Of(CaseEventKind.ActionMoved, ("action", action.Word), ("flow", action.Flow), ("from", step.From), ("to", step.To)), actor, now));
        }
    }

    /// <summary>Ticks a word wherever it is open in these cases, which are locked for it; answers those that changed. What asks for it and is no action yet finds it done (<see cref="Deeds"/>).</summary>
    public static async Task<IReadOnlyList<Guid>> TickAsync(StoreDb db, IQueryable<Case> cases, Actor actor, DateTimeOffset now, string word, CancellationToken ct)
    {
        var ids = await cases.Where(c => db.CaseActions.Any(a => a.CaseId == c.Id && a.Word == word && a.State == ActionState.Open)).Select(c => c.Id).ToArrayAsync(ct);
        if (ids.Length == 0) return [];
        var locked = await db.Cases.FromSql($"select * from cases where store_id = {db.StoreId} and id = any({ids}) order by id for no key update").ToListAsync(ct);
        foreach (var subject in locked) db.Entry(subject).Property(CaseLocks.ChangedAt).CurrentValue = now;
        await TickAsync(db, ids, actor, now, ct, word);
        return ids;
    }
}
