using System.Globalization;
using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Application.Insights;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.Insights;

/// <summary>
/// Figures beside slow statements over the raw history, of other tables where there are any: to the second and the cent, in zones with another offset at either
/// end of the months, and for ranges that begin and end anywhere.
/// </summary>
public sealed class FigureTests(MonthsDesk months) : IClassFixture<MonthsDesk>
{
    private readonly TestDesk _desk = months.Desk;

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/St_Johns")]
    [InlineData("Pacific/Chatham")]
    public async Task Figures_OfAnyRange_AreWhatTheRawHistorySays(string zone)
    {
        await InZoneAsync(_desk, zone);
        await CatchUpAsync(_desk);

        foreach (var range in Ranges())
        {
            var figures = (await _desk.Get<FigureQueries>().OfAsync(range,
            [
                new("Opened"), new("Opened", Cut.Type), new("Opened", Cut.Hour), new("Resolved"), new("Reopened"), new("Promise:Reply"), new("Promise:Resolution"), new("Took:Reply"),
                new("Took:Reply", Cut.Seconds), new("Took:Reply", Cut.Person), new("Paid"), new("Borne"), new("Borne", Cut.Party), new("Borne", Cut.PartyName), new("ApprovalAsked", Cut.Person), new("Satisfaction:5"), new(SoldMeasures.Orders),
            ], _desk.Owner)).Value!;

            figures["Opened"].Count.ShouldBe(await OneAsync(range, zone, "select count(*) from case_history where kind = 'Opened' and {0}"));
            (await ByAsync(range, zone, "select c.type, count(*) from case_history h join cases c on c.id = h.case_id where h.kind = 'Opened' and c.type is not null and {0} group by 1")).ShouldBe(Counts(figures, "Opened", Cut.Type), ignoreOrder: true);
            (await ByAsync(range, zone, $"select extract(isodow from at at time zone '{zone}') || '-' || lpad(extract(hour from at at time zone '{zone}')::text, 2, '0'), count(*) from case_history where kind = 'Opened' and {{0}} group by 1"))
                .ShouldBe(Counts(figures, "Opened", Cut.Hour), ignoreOrder: true);
            figures["Resolved"].Count.ShouldBe(await OneAsync(range, zone, "select count(*) from case_history where kind = 'Resolved' and {0}"));
            figures["Reopened"].Count.ShouldBe(await OneAsync(range, zone, "select count(*) from case_history where kind = 'Reopened' and {0}"));

            // A reply knows how long its buyer had waited; what was missed has an event.
            var waits = (await ByAsync(range, zone, "select id::text, floor(answered_after_seconds)::bigint from messages where kind = 'Reply' and answered_after_seconds is not null and {0}", "sent_at")).Select(one => one.Value).Order().ToList();
            figures["Took:Reply"].Count.ShouldBe(waits.Count);
            figures["Took:Reply"].Seconds.ShouldBe(waits.Sum());
            var told = waits.ConvertAll(seconds => seconds < 3600 ? seconds : (seconds + 59) / 60 * 60);
            figures.Times("Took:Reply").Median.ShouldBe(told.Count == 0 ? null : (int)told[(told.Count + 1) / 2 - 1]);
            figures.Times("Took:Reply").Percentile(90).ShouldBe(told.Count == 0 ? null : (int)told[(told.Count * 9 + 9) / 10 - 1]);
            (await ByAsync(range, zone, "select author_id::text, count(*) from messages where kind = 'Reply' and answered_after_seconds is not null and author_id is not null and {0} group by 1", "sent_at")).ShouldBe(Counts(figures, "Took:Reply", Cut.Person), ignoreOrder: true);
            figures["Promise:Reply"].Late.ShouldBe(await OneAsync(range, zone, "select count(*) from clock_events where clock = 'Reply' and kind = 'Breach' and {0}", "due_at"));
            figures["Promise:Reply"].Count.ShouldBe(figures["Promise:Reply"].Late
                + await OneAsync(range, zone, "select count(*) from messages where kind = 'Reply' and answered_after_seconds <= 300 and {0}", "sent_at"));
            figures["Promise:Resolution"].Late.ShouldBe(await OneAsync(range, zone, "select count(*) from clock_events where clock = 'Resolution' and kind = 'Breach' and {0}", "due_at"));

            var days = (await _desk.Get<LedgerQueries>().DaysAsync(range.First, range.Last, _desk.Owner)).Value!;
            figures["Paid"].Yuan.ShouldBe(days.Sum(day => day.Paid));
            figures["Borne"].Yuan.ShouldBe(days.Sum(day => day.Granted + day.Goods));
            var parties = (await _desk.Get<LedgerQueries>().PartiesAsync(range.First, range.Last, _desk.Owner)).Value!;
            foreach (var party in Enum.GetValues<Party>()) figures.By("Borne", Cut.Party).GetValueOrDefault(party.ToString()).Yuan.ShouldBe(parties.Where(one => one.Party == party).Sum(one => one.Borne));
            figures.By("Borne", Cut.PartyName).GetValueOrDefault("Courier|中通").Yuan.ShouldBe(parties.Where(one => one is { Party: Party.Courier, Name: "中通" }).Sum(one => one.Borne));
            (await ByAsync(range, zone, "select requested_by_id::text, count(*) from approval_requests where {0} group by 1", "requested_at")).ShouldBe(Counts(figures, "ApprovalAsked", Cut.Person), ignoreOrder: true);
            figures["Satisfaction:5"].Count.ShouldBe(await OneAsync(range, zone, "select count(*) from follow_ups where satisfaction = 5 and {0}"));
            figures[SoldMeasures.Orders].Count.ShouldBe(await OneAsync(range, zone, "select count(*) from orders where paid_amount > 0 and {0}", "created_at"));
        }
    }

    [Fact]
    public async Task Figures_OfMonthsTogether_AreThoseOfTheirDays()
    {
        await InZoneAsync(_desk, "Asia/Shanghai");
        await CatchUpAsync(_desk);
        var whole = await OfAsync(new(new(2026, 12, 1), new(2027, 1, 31)));
        decimal yuan = 0;
        long count = 0;
        for (var day = new DateOnly(2026, 12, 1); day <= new DateOnly(2027, 1, 31); day = day.AddDays(1))
        {
            var one = await OfAsync(new(day, day));
            (count, yuan) = (count + one["Opened"].Count, yuan + one["Borne"].Yuan);
        }

        (whole["Opened"].Count, whole["Borne"].Yuan).ShouldBe((count, yuan));
        count.ShouldBeGreaterThan(30);
        yuan.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Figures_ForWhoMayNotSeeThem_AreRefused()
    {
        var key = _desk.Bridge with { Permissions = ApiScope.PermissionsOf(ApiScope.All.Except([ApiScope.ReportsRead])) };
        foreach (var actor in new[] { _desk.Agent, _desk.Warehouse, key })
            (await _desk.Get<FigureQueries>().OfAsync(new(new(2026, 12, 1), new(2026, 12, 1)), [new("Opened")], actor)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Figures_OfAnotherStore_AreNone()
    {
        await CatchUpAsync(_desk);
        var stranger = await _desk.StrangerAsync();
        (await _desk.Get<FigureQueries>().OfAsync(new(new(2026, 11, 1), new(2027, 3, 1)), [new("Opened")], stranger)).Value!["Opened"].ShouldBe(default);
    }

    private static IEnumerable<ReportRange> Ranges()
    {
        yield return new(new(2026, 11, 1), new(2027, 3, 31));
        yield return new(new(2026, 12, 1), new(2026, 12, 31));
        yield return new(new(2026, 12, 31), new(2027, 1, 1));
        yield return new(new(2026, 11, 28), new(2027, 1, 15));
        yield return new(new(2026, 3, 1), new(2026, 3, 1));
    }

    private async Task<Figures> OfAsync(ReportRange range) => (await _desk.Get<FigureQueries>().OfAsync(range, [new("Opened"), new("Borne")], _desk.Owner)).Value!;

    private static Dictionary<string, long> Counts(Figures figures, string measure, Cut cut) => figures.By(measure, cut).ToDictionary(one => one.Key, one => one.Value.Count);

    private async Task<long> OneAsync(ReportRange range, string zone, string sql, string at = "at")
    {
        await using var command = _desk.Get<Databases>().Source.CreateCommand(Where(range, zone, sql, at));
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Dictionary<string, long>> ByAsync(ReportRange range, string zone, string sql, string at = "at")
    {
        await using var command = _desk.Get<Databases>().Source.CreateCommand(Where(range, zone, sql, at));
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) found[rows.GetString(0)] = rows.GetInt64(1);
        return found;
    }

    private static string Where(ReportRange range, string zone, string sql, string at) =>
        string.Format(CultureInfo.InvariantCulture, sql, string.Create(CultureInfo.InvariantCulture, $"({at} at time zone '{zone}')::date between '{range.First:yyyy-MM-dd}' and '{range.Last:yyyy-MM-dd}'"));
}
