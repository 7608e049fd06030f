using AfterSales.Application.Persistence;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases.Finding;

/// <param name="Text">What was looked for; null: a case was opened.</param>
/// <param name="Number">The case that was opened.</param>
public sealed record RememberFindInput(string? Text, string? Number);

/// <summary>Keeps what a person looked for or opened last, for themselves: the latest <see cref="RecentFind.Most"/> of each.</summary>
public sealed class RememberFind(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(RememberFindInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        if (actor.PersonId is not { } person) return Result.Done;
        var text = PlainText.Storable(input.Text ?? "").Trim();
        await using var db = databases.For(actor);
        if (input.Number is { } number)
        {
            if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } id) return Refusal.NotFound("case.not_found", number);
            await db.Database.ExecuteSqlAsync($"""
                insert into recent_finds (store_id, person_id, case_id, at) values ({actor.StoreId}, {person}, {id}, {time.GetUtcNow()})
                on conflict (store_id, person_id, case_id) where case_id is not null do update set at = excluded.at
                """, ct);
        }
        else
        {
            if (text.Length is 0 or > SoughtWords.MaxText) return Result.Done;
            await db.Database.ExecuteSqlAsync($"""
                insert into recent_finds (store_id, person_id, text, at) values ({actor.StoreId}, {person}, {text}, {time.GetUtcNow()})
                on conflict (store_id, person_id, text) where text is not null do update set at = excluded.at
                """, ct);
        }
        await db.Database.ExecuteSqlAsync($"""
            delete from recent_finds f where f.store_id = {actor.StoreId} and f.person_id = {person} and f.id in (
                select g.id from (select id, row_number() over (partition by text is null order by at desc, id desc) as place from recent_finds where store_id = {actor.StoreId} and person_id = {person}) g where g.place > {RecentFind.Most})
            """, ct);
        return Result.Done;
    }
}
