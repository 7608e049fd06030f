using System.Collections.Frozen;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Remedies;

/// <summary>An obligation of a playbook that was done where it is done, whether or not anybody had begun with it.</summary>
/// <param name="Word">In the outcomes catalogue's word.</param>
/// <param name="ById">Null where it was no person, or one whom the store does not list.</param>
public sealed record Deed(string Word, Guid? ById, string By, DateTimeOffset At);

/// <summary>
/// Finds what of a case's obligations is done already, by what is kept where it was done: a reply, a promise, a memo, a flag, a mark, the end of a review, feedback to production. What is done while
/// its action is open ticks it at once (<see cref="DoneElsewhere"/>).
/// </summary>
internal static class Deeds
{
    private static readonly FrozenSet<string> Words = new[] { "reassure", "promise time", "order memo", "flag customer", "mark chat lines", "record review", "production feedback" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// By their words; of several the first. What was said or written counts for the run of the case in which it was; a mark, and the flag of an extorter, as long as it stands.
    /// One query.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, Deed>> OfAsync(StoreDb db, Case subject, CancellationToken ct)
    {
        var (store, id, customer) = (db.StoreId, subject.Id, subject.CustomerId);
        var deeds = await db.Database.SqlQuery<Deed>($"""
            with run as (select coalesce(max(started_at), {subject.OpenedAt}) as since from clocks where store_id = {store} and subject_id = {id} and kind = 'Resolution'),
            done as (
                (select 'reassure' as word, author_id as by_id, author_name as by_name, sent_at as at from messages, run
                    where store_id = {store} and case_id = {id} and kind = 'Reply' and sent_at >= since order by sent_at limit 1)
                union all
                select case kind when 'PromiseMade' then 'promise time' else 'record review' end, actor_id, actor_name, at from case_history, run
                    where store_id = {store} and case_id = {id} and kind in ('PromiseMade','ReviewConcluded') and at >= since
                union all
                select 'order memo', actor_id, actor_name, at from
                    (select * from case_history where store_id = {store} and case_id = {id} and kind = 'FlagChanged' order by id desc limit 1) last, run
                    where data->>'colour' is not null and data->>'memo' <> '' and at >= since
                union all
                select 'order memo', author_id, author_name, at from
                    (select f.* from flag_changes f join orders o on o.store_id = {store} and o.id = f.order_id where o.order_no = {subject.OrderNo} order by f.id desc limit 1) last, run
                    where colour is not null and memo <> '' and at >= since
                union all
                select 'flag customer', author_id, author_name, at from
                    (select * from flag_changes where store_id = {store} and customer_id = {customer} order by id desc limit 1) last, run
                    where colour is not null and at >= since
                union all
                select 'flag customer', actor_id, actor_name, at from
                    (select * from extortion_changes where store_id = {store} and customer_id = {customer} order by id desc limit 1) last where is_set
                union all
                (select 'mark chat lines', k.by_id, k.by_name, k.at from line_marks k join messages m on m.id = k.message_id
                    where k.store_id = {store} and m.case_id = {id} order by k.at limit 1)
                union all
                (select 'production feedback', null, {Actor.System(store).Name}, joined_at from feedback_cases where store_id = {store} and case_id = {id} order by joined_at limit 1))
            select distinct on (word) word as "Word", by_id as "ById", by_name as "By", at as "At" from done order by word, at
            """).ToListAsync(ct);
        return deeds.ToDictionary(deed => deed.Word, StringComparer.Ordinal);
    }

    /// <summary>
    /// Ticks what has become an open action and is done already, in the name of who did it and when. What somebody took back is not done for them.
    /// Nothing is saved here.
    /// </summary>
    public static async Task TickWhatIsDoneAsync(this CaseActions actions, LockedCase work, CancellationToken ct)
    {
        var open = actions.All.FindAll(a => a is { State: ActionState.Open, Flow: ActionFlow.Task } && a.Cycle == work.Subject.Cycle && Words.Contains(a.Word) && !a.WaitsFor(actions.All).Any());
        if (open.Count == 0) return;
        var done = await OfAsync(work.Db, work.Subject, ct);
        open.RemoveAll(a => !done.ContainsKey(a.Word));
        if (open.Count == 0) return;
        var ids = open.ConvertAll(a => a.Id);
        var takenBack = await work.Db.ActionSteps.Where(s => ids.Contains(s.ActionId) && s.From == ActionState.Done).Select(s => s.ActionId).ToListAsync(ct);
        foreach (var action in open.Where(a => !takenBack.Contains(a.Id)))
        {
            var deed = done[action.Word];
            if (action.Move(ActionState.Done, new ActionDetails(), actions.All, deed.At).Value is not { } step) continue;
            work.Db.ActionSteps.Add(step.By(deed.ById, deed.By));
            work.Record(CaseEvent.Of(CaseEventKind.ActionMoved, ("action", action.Word), ("flow", action.Flow), ("from", step.From), ("to", step.To), ("done_by", deed.By), ("done_at", deed.At)));
        }
    }
}
