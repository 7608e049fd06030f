using System.Net;
using System.Text.Json;
using AfterSales.Application.Conversations;
using AfterSales.Application.People.Quality;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Web.Tests.Hosting;
using AfterSales.Web.Tests.Integrations;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Web.Tests.People;

/// <summary>Scores that are taken away, as files and by programs, tell nobody what they must not know.</summary>
public sealed class QualityFilesTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private static readonly ScoreCard Card = DefaultScoreCard.In("zh-CN");

    [Fact]
    public async Task File_IsBlindAndOnlyOnesOwn_AndNothingForAStranger()
    {
        var (worker, other) = (await api.Web.JoinAsync("worker", Role.AfterSales), await api.Web.JoinAsync("colleague", Role.AfterSales));
        await api.Web.JoinAsync("second", Role.Supervisor);
        var (blind, plain) = (await ScoredAsync(worker, 5, calibrates: true), await ScoredAsync(other, 3, calibrates: false));

        var seen = await FileAsync(await api.Web.SignedInAsync("second"));
        Line(seen, blind).ShouldNotContain("95.00");
        Line(seen, plain).ShouldContain("97.00");

        // Whoever asks for somebody else's gets their own.
        var own = await FileAsync(await api.Web.SignedInAsync("worker"), $"&person={other.Id}");
        Line(own, blind).ShouldContain("95.00");
        own.ShouldNotContain(plain);

        var outside = await FileAsync(await api.Web.StrangerAsync(), $"&person={other.Id}");
        outside.ShouldNotContain(blind);
        outside.ShouldNotContain(plain);
    }

    [Fact]
    public async Task WhatAWeekWasDrawnFrom_IsAFile_ForWhoScores()
    {
        var week = new DateOnly(2026, 11, 9);
        var (seed, number) = (new string('b', QualityDraw.SeedLength), await api.CaseAsync());
        Guid caseId;
        await using (var db = api.Desk.Db())
        {
            caseId = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
            db.QualityDraws.Add(new(api.Desk.StoreId, week, seed, 1, 1, 0, api.Desk.Time.Now));
            db.QualityCandidates.Add(new(api.Desk.StoreId, week, SampleReason.Reopened, new(caseId, api.Desk.Agent.Id!.Value, week)));
            await db.SaveChangesAsync();
        }
        await api.Web.JoinAsync("lead", Role.Supervisor);
        await api.Web.JoinAsync("hand", Role.AfterSales);

        var lead = await api.Web.SignedInAsync("lead");
        var text = await (await lead.GetAsync("/people/quality-draw.csv?week=2026-11-09")).Content.ReadAsStringAsync();
        Line(text, number).ShouldContain(SampleDraw.Rank(seed, new(caseId, api.Desk.Agent.Id!.Value, week)));
        (await lead.GetAsync("/people/quality-draw.csv?week=2026-11-02")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await api.Web.SignedInAsync("hand")).GetAsync("/people/quality-draw.csv?week=2026-11-09")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Programs_ReadScoresPageByPage_AndWhatIsBlindNotAtAll()
    {
        var person = await api.Web.JoinAsync("drawn", Role.AfterSales);
        var (blind, plain) = (await ScoredAsync(person, 5, calibrates: true), await ScoredAsync(person, 4, calibrates: false));

        var samples = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var answer = await api.Client.GetAsync($"/api/v1/quality/samples?month=2026-11&limit=1&cursor={cursor}");
            var page = await ApiDesk.JsonAsync(answer);
            samples.AddRange(page.GetProperty("samples").EnumerateArray());
            cursor = page.GetProperty("cursor").GetString();
        }

        var (hidden, shown) = (Of(blind), Of(plain));
        (hidden.GetProperty("percent").ValueKind, hidden.GetProperty("failed").ValueKind, hidden.GetProperty("calibrates").GetBoolean()).ShouldBe((JsonValueKind.Null, JsonValueKind.Null, true));
        (shown.GetProperty("percent").GetDouble(), shown.GetProperty("failed").GetBoolean(), shown.GetProperty("why")[0].GetString()).ShouldBe((96, false, "ByHand"));
        using var before = await api.Client.GetAsync("/api/v1/quality/samples?month=2026-10");
        (await ApiDesk.JsonAsync(before)).GetProperty("samples").GetArrayLength().ShouldBe(0);
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v1/quality/samples?month=November"), 400, "query.day_needed");
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v1/quality/samples?cursor=abc"), 400, "list.cursor_invalid");

        JsonElement Of(string number) => samples.Single(one => one.GetProperty("case").GetString() == number);
    }

    /// <summary>Somebody's work on a new case, scored by the supervisor; answers the case's number.</summary>
    private async Task<string> ScoredAsync(Actor worker, int less, bool calibrates)
    {
        var number = await api.CaseAsync();
        (await api.Desk.Get<WriteNote>().ExecuteAsync(new(number, "看过底单"), worker)).Refusal.ShouldBeNull();
        var sample = (await api.Desk.Get<PickSample>().ExecuteAsync(new(number, worker.Id!.Value, "看看"), api.Desk.Supervisor)).Value;
        if (calibrates) (await api.Desk.Get<CalibrateSample>().ExecuteAsync(new(sample), api.Desk.Supervisor)).Refusal.ShouldBeNull();
        CriterionScore[] scores = [.. Card.Criteria.Select((one, place) => new CriterionScore(one.Key, one.MustNotFail ? null : one.Points - (place == 0 ? less : 0)))];
        (await api.Desk.Get<AssessSample>().ExecuteAsync(new(sample, Card.Version, new(scores, new Dictionary<string, string>())), api.Desk.Supervisor)).Refusal.ShouldBeNull();
        return number;
    }

    private static async Task<string> FileAsync(Visitor visitor, string more = "")
    {
        using var answer = await visitor.GetAsync($"/people/quality.csv?month=2026-11{more}");
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : "";
    }

    private static string Line(string file, string number) => file.Split("\r\n").Single(line => line.Contains(number, StringComparison.Ordinal));
}
