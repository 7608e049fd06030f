using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Tests.Insights;

/// <summary>A desk that has worked for months, counted; for tests that only look.</summary>
public sealed class MonthsDesk : IAsyncLifetime
{
    internal TestDesk Desk { get; private set; } = null!;

    /// <summary>The seconds of a reply to whoever <paramref name="person"/> names, shift by shift, the slow way; to who is not planned in the week before, those of the buyer.</summary>
    internal static string OnShift(string person) => $"""
        floor(least(answered_after_seconds, case when exists (
                select from shifts s where s.person_id = {person} and s.ends_at > sent_at - make_interval(secs => answered_after_seconds) - interval '7 days' and s.starts_at < sent_at)
            then (select coalesce(sum(extract(epoch from least(s.ends_at, sent_at) - greatest(s.starts_at, sent_at - make_interval(secs => answered_after_seconds)))), 0) from shifts s
                where s.person_id = {person} and s.ends_at > sent_at - make_interval(secs => answered_after_seconds) and s.starts_at < sent_at) end))::numeric
        """;

    /// <summary>Some of it was on shift, or it took no time at all.</summary>
    internal static string IsTheirs(string person) => $"(answered_after_seconds < 1 or {OnShift(person)} > 0)";

    // From late November to February: no month is whole at either end.
    public async Task InitializeAsync()
    {
        Desk = await TestDesk.CreateAsync();
        await new BusyMonths(Desk, 5).RunAsync(80);
        await PlanAsync();
        await CountedDesk.CatchUpAsync(Desk);
    }

    // One of them works by shifts for six weeks, by day and on Saturdays at night.
    private async Task PlanAsync()
    {
        await using var db = Desk.Db();
        await db.Database.ExecuteSqlAsync($"""
            insert into shifts (id, store_id, person_id, day, "from", until, name, starts_at, ends_at, planned_at, planned_by)
            select gen_random_uuid(), {Desk.StoreId}, {Desk.Agent.Id}, d, '09:00', '18:00', '', at, at + interval '9 hours', d, '主管'
            from generate_series('2026-12-10'::date, '2027-01-20'::date, interval '1 day') d
            cross join lateral (select (d::date + case when extract(isodow from d) = 6 then time '21:00' else time '09:00' end) at time zone 'Asia/Shanghai' as at) start where extract(isodow from d) <> 7
            """);
    }

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}
