using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using static AfterSales.Application.Tests.Insights.CountedDesk;

namespace AfterSales.Application.Tests.Insights;

/// <summary>
/// People's numbers of every day and month beside slow statements over the raw history, which know neither clocks' times nor roll-ups: to the second and the
/// cent, in a zone without and one with another offset in winter, over the ends of months.
/// </summary>
public sealed class NumbersTests(MonthsDesk months) : IClassFixture<MonthsDesk>
{
    private static readonly ReportRange All = new(new(2026, 11, 1), new(2027, 3, 31));

    // Who, on which day, and what: one line for each thing that happened.
    private static readonly Dictionary<string, string> Raw = new(StringComparer.Ordinal)
    {
        ["Cases"] = "select c.assignee_id, c.opened_at, 0::numeric from cases c",
        ["Resolved"] = "select actor_id, at, 0 from case_history where kind = 'Resolved'",
        ["Reopened"] = "select (select b.actor_id from case_history b where b.case_id = h.case_id and b.kind = 'Resolved' and b.id < h.id order by b.id desc limit 1), at, 0 from case_history h where kind = 'Reopened'",
        ["FirstReplies"] = $"select author_id, sent_at, {MonthsDesk.OnShift("author_id")} from (select *, row_number() over (partition by case_id order by sent_at, id) as place from messages where kind = 'Reply' and answered_after_seconds is not null) m where place = 1 and {MonthsDesk.IsTheirs("author_id")}",
        ["Replies"] = $"select author_id, sent_at, {MonthsDesk.OnShift("author_id")} from messages m where kind = 'Reply' and answered_after_seconds is not null and {MonthsDesk.IsTheirs("author_id")}",
        // Within the limit the wait is of who answered; past it, of who had the case then, or gave it back while the buyer waited.
        ["Waits"] = $"""
            select whose, sent_at, {MonthsDesk.OnShift("whose")} from (select m.*, case when answered_after_seconds < 300 then author_id else (
                select coalesce((h.data ->> 'to')::uuid, case when h.actor_id::text = h.data ->> 'from' and h.at > m.sent_at - make_interval(secs => answered_after_seconds) then h.actor_id end)
                from case_history h where h.case_id = m.case_id and h.kind in ('Assigned','Claimed','Released')
                    and h.at <= m.sent_at - make_interval(secs => answered_after_seconds - 300) order by h.id desc limit 1) end as whose
            from messages m where kind = 'Reply' and answered_after_seconds is not null) m where {MonthsDesk.IsTheirs("whose")}
            """,
        ["Resolutions"] = """
            select actor_id, at, floor(extract(epoch from at - (select max(b.at) from case_history b where b.case_id = h.case_id and b.kind in ('Opened','Reopened') and b.id < h.id)))::numeric
            from case_history h where kind = 'Resolved'
            """,
        ["Missed"] = """
            select coalesce(e.responsible_id, (select h.actor_id from case_history h join clocks k on k.id = e.clock_id where h.case_id = e.subject_id and h.kind = 'Released' and h.actor_id::text = h.data ->> 'from'
                and e.clock in ('Reply','Promise') and h.at > k.started_at and h.at <= e.due_at order by h.id desc limit 1)), due_at, 0
            from clock_events e where kind = 'Breach'
            """,
        ["ApprovalsAsked"] = "select requested_by_id, requested_at, 0 from approval_requests",
        ["ApprovalsRefused"] = "select requested_by_id, decided_at, 0 from approval_requests where state = 'Rejected'",
        ["Spent"] = "select a.agreed_by_id, p.at, e.yuan from ledger_entries e join ledger_postings p on p.id = e.posting_id join case_actions a on a.id = p.action_id where e.account = 'Borne' and p.kind not in ('Recovered','ClaimLost','Surplus')",
        ["FollowUps"] = "select actor_id, at, 0 from follow_ups where outcome in ('Settled','NotSettled')",
        ["Satisfaction"] = "select (select h.actor_id from case_history h where h.id = (select max(r.id) from case_history r where r.case_id = f.case_id and r.kind = 'Resolved' and r.at <= f.at)), f.at, f.satisfaction::numeric from follow_ups f where f.satisfaction is not null",
    };

    private readonly TestDesk _desk = months.Desk;

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/St_Johns")]
    public async Task Numbers_OfEveryDayAndMonth_AreWhatTheRawHistorySays(string zone)
    {
        await InZoneAsync(_desk, zone);
        await CatchUpAsync(_desk);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        foreach (var person in new[] { _desk.Agent, _desk.OtherAgent, _desk.Supervisor })
        {
            var raw = await RawAsync(person.Id!.Value, zone);
            foreach (var span in Enum.GetValues<RollUpSpan>())
            {
                var shown = (await _desk.Get<NumbersQueries>().OfPersonAsync(person.Id.Value, All, span, _desk.Supervisor)).Value!;
                shown.Parts.Select(part => Said(part.Numbers, part.Range)).ShouldBe(Spans(raw, span).Select(range => Expected(raw, range)));
                Said(shown.Whole, All).ShouldBe(Expected(raw, All));
            }
            seen.UnionWith(raw.Where(one => one.Value.Count > 0).Select(one => one.Key));
        }
        Raw.Keys.Except(seen).ShouldBeEmpty("the test has to count what it tests");
    }

    [Fact]
    public async Task Team_HasEverybodysNumbers_AsTheyAreOfEachAlone()
    {
        await InZoneAsync(_desk, "Asia/Shanghai");
        await CatchUpAsync(_desk);
        var range = new ReportRange(new(2026, 12, 5), new(2027, 1, 20));

        var team = (await _desk.Get<NumbersQueries>().TeamAsync(range, _desk.Supervisor)).Value!;

        team.People.Sum(one => one.Numbers.Waits.Over(7_200)).ShouldBeGreaterThan(0);
        team.People.Select(one => one.Name).ShouldBe(["主管", "客服乙", "客服甲"], ignoreOrder: true);
        foreach (var one in team.People)
            Said(one.Numbers, range).ShouldBe(Said((await _desk.Get<NumbersQueries>().OfPersonAsync(one.PersonId, range, RollUpSpan.Day, _desk.Owner)).Value!.Whole, range));
    }

    [Fact]
    public async Task Numbers_OfOneself_AreSeenByOneself_WithTheCasesBehindThem_AndThoseOfOthersAreNot()
    {
        var (own, other) = (_desk.Agent.Id!.Value, _desk.OtherAgent.Id!.Value);
        var (numbers, cases) = (_desk.Get<NumbersQueries>(), _desk.Get<CasesBehindQueries>());

        var mine = (await numbers.OfPersonAsync(own, All, RollUpSpan.Month, _desk.Agent)).Value!.Whole;
        mine.Replies.Over(120).ShouldBeGreaterThan(0);
        (await cases.PageAsync(new(All, Measures.Replied, Cut.Person, own.ToString(), OverSeconds: 120), null, _desk.Agent, 1_000)).Value!.Lines.Count.ShouldBe((int)mine.Replies.Over(120));
        mine.Waits.Count.ShouldBeGreaterThan(0);
        (await cases.PageAsync(new(All, Measures.Waited, Cut.Person, own.ToString()), null, _desk.Agent, 1_000)).Value!.Lines.Count.ShouldBe((int)mine.Waits.Count);

        (await numbers.OfPersonAsync(other, All, RollUpSpan.Month, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await numbers.TeamAsync(All, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await cases.PageAsync(new(All, Measures.Replied, Cut.Person, other.ToString()), null, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await cases.PageAsync(new(All, Measures.Replied), null, _desk.Agent)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await numbers.OfPersonAsync(own, All, RollUpSpan.Month, await _desk.StrangerAsync())).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    private static IEnumerable<ReportRange> Spans(Dictionary<string, List<(DateOnly Day, decimal Value)>> raw, RollUpSpan span) => raw.Values.SelectMany(lines => lines).Select(line => span == RollUpSpan.Day ? line.Day : new(line.Day.Year, line.Day.Month, 1))
        .Distinct().OrderDescending().Select(first => new ReportRange(first, span == RollUpSpan.Day ? first : first.AddMonths(1).AddDays(-1)));

    private static string Expected(Dictionary<string, List<(DateOnly Day, decimal Value)>> raw, ReportRange range)
    {
        return Line(range, Count("Cases"), Count("Resolved"), Count("Reopened"), Of("FirstReplies"), Of("Replies"), Of("Waits"), Of("Resolutions"), Count("Missed"), Count("ApprovalsAsked"), Count("ApprovalsRefused"),
            Values("Spent").Sum(), Count("FollowUps"), Values("Satisfaction") is { Count: > 0 } marks ? decimal.Round(marks.Average(), 1, MidpointRounding.AwayFromZero) : null);

        List<decimal> Values(string what) => [.. raw[what].Where(line => line.Day >= range.First && line.Day <= range.Last).Select(line => line.Value)];
        long Count(string what) => Values(what).Count;
        List<int> Of(string what) => [.. Values(what).Select(seconds => (int)seconds)];
    }

    private static string Said(PersonNumbers n, ReportRange range) => Line(range, n.Cases, n.Resolved, n.Reopened, n.FirstReplies, n.Replies, n.Waits, n.Resolutions, n.Missed, n.ApprovalsAsked, n.ApprovalsRefused, n.Spent, n.FollowUps, n.Satisfaction);

    // A list of seconds says by itself what a distribution has to say of it.
    private static string Line(ReportRange range, params object?[] values) => string.Create(CultureInfo.InvariantCulture, $"{range.First:yyyy-MM-dd}: ") + string.Join(' ', values.Select(value => value switch
    {
        Distribution times => Times(times.Count, times.Median, times.Percentile(90), times.Over(120), times.Over(1_800), times.Over(7_200)),
        List<int> seconds => Times(seconds.Count, At(seconds, 50), At(seconds, 90), seconds.Count(s => s > 120), seconds.Count(s => s > 1_800), seconds.Count(s => s > 7_200)),
        decimal number => number.ToString("0.00", CultureInfo.InvariantCulture),
        null => "–",
        _ => value.ToString(),
    }));

    private static string Times(params object?[] values) => $"[{string.Join(' ', values)}]";

    // From an hour on it is told in minutes.
    private static int? At(List<int> seconds, int percent) => seconds.Count == 0 ? null : seconds.Order().ElementAt((seconds.Count * percent + 99) / 100 - 1) is var s && s < 3_600 ? s : (s + 59) / 60 * 60;

    private async Task<Dictionary<string, List<(DateOnly Day, decimal Value)>>> RawAsync(Guid person, string zone)
    {
        var all = new Dictionary<string, List<(DateOnly, decimal)>>(StringComparer.Ordinal);
        foreach (var (what, sql) in Raw)
        {
            await using var command = _desk.Get<Databases>().Source.CreateCommand($"select (at at time zone $2)::date, value from ({sql}) raw (person, at, value) where person = $1");
            command.Parameters.Add(new() { Value = person });
            command.Parameters.Add(new() { Value = zone });
            var lines = all[what] = [];
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) lines.Add((await rows.GetFieldValueAsync<DateOnly>(0), rows.GetDecimal(1)));
        }
        return all;
    }
}
