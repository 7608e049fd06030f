using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Application.Tests.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.People;

/// <summary>The sheets of generated months beside one slow statement over messages and histories, to the cent, in two time zones and over the ends of months.</summary>
public sealed class PayFigureTests(MonthsDesk months) : IClassFixture<MonthsDesk>
{
    // The default policy by hand: base, 0.5 % of 12345.67 less 345.67, 50 for more than three slow replies, 100 or 200 for each wait, 200 for each shift that is over: nobody ever opened a desk.
    private static readonly string ByHand = $"""
        with replies as (
            select author_id as person, sent_at as at, {MonthsDesk.OnShift("author_id")} as seconds from messages where kind = 'Reply' and answered_after_seconds is not null
        ), waits as (
            select person, sent_at as at, {MonthsDesk.OnShift("person")} as seconds from (select m.*, case when answered_after_seconds < 300 then author_id else (
                select (h.data ->> 'to')::uuid from case_history h where h.case_id = m.case_id and h.kind in ('Assigned','Claimed','Released')
                    and h.at <= m.sent_at - make_interval(secs => answered_after_seconds - 300) order by h.id desc limit 1) end as person
            from messages m where kind = 'Reply' and answered_after_seconds is not null) m
        )
        select 1800 + round((12345.67 - 345.67) * 0.005, 2)
            - case when (select count(*) from replies where person = $1 and seconds > 120 and to_char(at at time zone $2, 'YYYY-MM') = $3) > 3 then 50 else 0 end
            - coalesce((select sum(case when seconds > 7200 then 200 when seconds > 1800 then 100 else 0 end) from waits where person = $1 and to_char(at at time zone $2, 'YYYY-MM') = $3), 0)
            - 200 * (select count(*) from shifts where person_id = $1 and to_char(day, 'YYYY-MM') = $3 and ends_at <= $4)
        """;

    private readonly TestDesk _desk = months.Desk;

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/St_Johns")]
    public async Task Sheets_OfEveryMonth_AreWhatTheRawHistoryComesTo(string zone)
    {
        await InZoneAsync(_desk, zone);
        await CatchUpAsync(_desk);
        var totals = new HashSet<decimal>();

        foreach (var person in new[] { _desk.Agent, _desk.OtherAgent })
        {
            (await _desk.Get<SetPayGrade>().ExecuteAsync(new(person.Id!.Value, new(2026, 11, 1), "P2"), _desk.Owner)).Refusal.ShouldBeNull();
            for (var month = new DateOnly(2026, 11, 1); month < new DateOnly(2027, 3, 1); month = month.AddMonths(1))
            {
                (await _desk.Get<EnterPay>().ExecuteAsync(new(month, [new(person.Id.Value, PayEntryKind.Sales, null, 12_345.67m), new(person.Id.Value, PayEntryKind.Returns, null, 345.67m)]), _desk.Owner)).Refusal.ShouldBeNull();
                var sheet = (await _desk.Get<SheetQueries>().OfPersonAsync(person.Id.Value, month, person)).Value!;
                sheet.Total.ShouldBe(await ByHandAsync(person, zone, PaySheets.MonthText(month)), $"{person.Name} {month}");
                totals.Add(sheet.Total);
            }
        }
        totals.Count.ShouldBeGreaterThan(3, "months that differ");
    }

    private async Task<decimal> ByHandAsync(Actor person, string zone, string month)
    {
        await using var command = _desk.Get<Databases>().Source.CreateCommand(ByHand);
        foreach (var value in new object[] { person.Id!.Value, zone, month, _desk.Time.Now }) command.Parameters.Add(new() { Value = value });
        return (decimal)(await command.ExecuteScalarAsync())!;
    }
}
