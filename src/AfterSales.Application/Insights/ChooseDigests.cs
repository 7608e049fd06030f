using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Insights;

/// <summary>Says which digests of the store one wants oneself, and when.</summary>
public sealed class ChooseDigests(Databases databases)
{
    public sealed record Input(bool Daily, bool Weekly, int Hour);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } personId || !actor.May(Permission.ViewReports)) return Refusal.Forbidden();
        if (new DigestWish(input.Daily, input.Weekly, input.Hour).Check() is { Ok: false } refused) return refused;
        await using var db = databases.For(actor);
        await db.Database.ExecuteSqlAsync($"""
            insert into digest_choices (store_id, person_id, daily, weekly, hour) values ({actor.StoreId}, {personId}, {input.Daily}, {input.Weekly}, {input.Hour})
            on conflict (store_id, person_id) do update set daily = excluded.daily, weekly = excluded.weekly, hour = excluded.hour
            """, ct);
        return Result.Done;
    }
}
