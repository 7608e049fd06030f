using System.Text.Json;
using AfterSales.Application.Conversations;
using AfterSales.Web.Tests.Integrations;

namespace AfterSales.Web.Tests.Insights;

public sealed class ReportsApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private const string Days = "from=2026-01-01&to=2027-12-31";

    [Fact]
    public async Task Figures_AndTheCasesBehindThem_AgreePageByPage()
    {
        for (var number = 0; number < 5; number++) await api.CaseAsync();
        var opened = 0;
        // Counting follows what happens by about a second.
        await Eventually.TrueAsync(async () => (opened = OpenedIn(await JsonAsync($"/api/v1/reports/figures?measures=Opened,%20Borne&{Days}"))) >= 5, TimeSpan.FromSeconds(30));

        var cases = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await JsonAsync($"/api/v1/reports/cases?measure=Opened&{Days}&limit=2&cursor={cursor}");
            cases.AddRange(page.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("case").GetString()!));
            cursor = page.GetProperty("cursor").GetString();
        }
        cases.Distinct().Count().ShouldBe(opened);
        cases.Count.ShouldBe(opened);
    }

    [Fact]
    public async Task NumbersOfAPerson_AreThoseOfTheirDays()
    {
        var agent = api.Desk.Agent.PersonId;
        (await api.Desk.Get<ReplyToBuyer>().ExecuteAsync(new(await api.CaseAsync(), "亲，在的"), api.Desk.Agent)).Ok.ShouldBeTrue();
        JsonElement numbers = default;
        // Of whom nothing was counted yet, nobody knows who is no member.
        await Eventually.TrueAsync(async () => (numbers = await JsonAsync($"/api/v1/people/{agent}/numbers?{Days}")).TryGetProperty("whole", out var whole) && RepliesIn(whole) >= 1, TimeSpan.FromSeconds(30));

        numbers.GetProperty("whole").GetProperty("person").GetGuid().ShouldBe(agent!.Value);
        numbers.GetProperty("days").EnumerateArray().Sum(day => RepliesIn(day.GetProperty("numbers"))).ShouldBe(RepliesIn(numbers.GetProperty("whole")));
        var team = (await JsonAsync($"/api/v1/people/numbers?{Days}")).GetProperty("people").EnumerateArray();
        team.Single(one => one.GetProperty("person").GetGuid() == agent).GetRawText().ShouldBe(numbers.GetProperty("whole").GetRawText());

        using var unknown = await api.Client.GetAsync($"/api/v1/people/{Guid.AllBitsSet}/numbers?{Days}");
        await ApiDesk.ProblemAsync(unknown, 404, "person.not_found");
        using var others = await api.Stranger.GetAsync($"/api/v1/people/{agent}/numbers?{Days}");
        await ApiDesk.ProblemAsync(others, 404, "person.not_found");
        using var backwards = await api.Client.GetAsync($"/api/v1/people/{agent}/numbers?from=2026-02-01&to=2026-01-01");
        await ApiDesk.ProblemAsync(backwards, 400, "reports.ends_before");

        static long RepliesIn(JsonElement of) => of.GetProperty("replies").GetProperty("count").GetInt64();
    }

    [Theory]
    [InlineData("figures?measures=Nothing&" + Days, "reports.measure_unknown")]
    [InlineData("figures?" + Days, "reports.measures_needed")]
    [InlineData("figures?measures=Opened&from=2026-01-01", "reports.days_needed")]
    [InlineData("figures?measures=Opened&from=2026-02-01&to=2026-01-01", "reports.ends_before")]
    [InlineData("figures?measures=Opened&from=2010-01-01&to=2026-01-01", "reports.range_too_long")]
    [InlineData("figures?measures=Opened&cut=Moon&" + Days, "query.word_unknown")]
    [InlineData("cases?measure=Nothing&" + Days, "reports.measure_unknown")]
    [InlineData("cases?measure=Opened&cut=Person&key=nobody&" + Days, "reports.key_unknown")]
    [InlineData("cases?measure=Opened&cursor=abc&" + Days, "list.cursor_invalid")]
    [InlineData("cases?measure=Opened&cursor=MjAyNi0wMS0wMXw5OTk5OTk5OTk5OTk5OTk5OTk5fDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwfA&" + Days, "list.cursor_invalid")]
    public async Task WhatCannotBeRead_IsRefusedWithASentence(string call, string code)
    {
        using var answer = await api.Client.GetAsync($"/api/v1/reports/{call}");
        await ApiDesk.ProblemAsync(answer, 400, code);
    }

    private static int OpenedIn(JsonElement figures) =>
        figures.GetProperty("figures").EnumerateArray().Where(figure => figure.GetProperty("measure").GetString() == "Opened").Select(figure => figure.GetProperty("count").GetInt32()).SingleOrDefault();

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await api.Client.GetAsync(path);
        return await ApiDesk.JsonAsync(answer);
    }
}
