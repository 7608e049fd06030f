using System.Text.Json;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using AfterSales.Web.Tests.Integrations;

namespace AfterSales.Web.Tests.Insights;

public sealed class DigestsApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Digests_ComeWithSentencesAndFigures_PageByPage()
    {
        var first = new DateOnly(2026, 11, 10);
        await using (var db = api.Desk.Db())
        {
            for (var day = 0; day < 3; day++)
            {
                var made = new DateTimeOffset(2026, 11, 11 + day, 1, 0, 0, TimeSpan.Zero);
                var figures = new DigestFigures(day + 1, 0, 0, 0, 0, 0, 12.5m, 0);
                db.Digests.Add(new(Ids.New(made), api.Desk.StoreId, new(DigestKind.Daily, new(first.AddDays(day), first.AddDays(day))), new(figures, figures, 0, null, null, [], 0), made));
            }
            await db.SaveChangesAsync();
        }

        var days = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await JsonAsync($"kind=daily&limit=2&cursor={cursor}");
            days.AddRange(page.GetProperty("digests").EnumerateArray().Select(one => one.GetProperty("from").GetString()!));
            cursor = page.GetProperty("cursor").GetString();
        }
        days.ShouldBe(["2026-11-12", "2026-11-11", "2026-11-10"]);

        var latest = (await JsonAsync("limit=1")).GetProperty("digests")[0];
        latest.GetProperty("text")[0].GetString().ShouldBe("新工单 3 件，和前一天一样。");
        latest.GetProperty("now").GetProperty("spent").GetString().ShouldBe("12.50");
        latest.GetProperty("made_at").GetString().ShouldBe("2026-11-13T01:00:00Z");
        (await JsonAsync("limit=1", "en")).GetProperty("digests")[0].GetProperty("text")[0].GetString().ShouldBe("New cases: 3, the same as the day before.");
        (await JsonAsync("kind=weekly")).GetProperty("digests").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("kind=hourly", "query.word_unknown")]
    [InlineData("limit=many", "query.number_needed")]
    [InlineData("cursor=abc", "list.cursor_invalid")]
    public async Task WhatCannotBeRead_IsRefusedWithASentence(string call, string code)
    {
        using var answer = await api.Client.GetAsync($"/api/v1/reports/digests?{call}");
        await ApiDesk.ProblemAsync(answer, 400, code);
    }

    private async Task<JsonElement> JsonAsync(string query, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/reports/digests?{query}");
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await api.Client.SendAsync(request);
        return await ApiDesk.JsonAsync(answer);
    }
}
