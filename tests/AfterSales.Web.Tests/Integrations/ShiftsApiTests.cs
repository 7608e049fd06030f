using System.Net;
using System.Text.Json;
using AfterSales.Domain.People;

namespace AfterSales.Web.Tests.Integrations;

public sealed class ShiftsApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Put_Shifts_TwiceIsOnce_AndIsRead()
    {
        var person = api.Desk.Agent.Id!.Value;
        var body = Plan(person, "2026-12-01", ("17:00", "01:00"));
        var first = await ApiDesk.JsonAsync(await PutAsync(body));
        (first.GetProperty("planned").GetInt32(), first.GetProperty("withdrawn").GetInt32()).ShouldBe((1, 0));
        (await ApiDesk.JsonAsync(await PutAsync(body))).GetProperty("planned").GetInt32().ShouldBe(0);

        var read = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/shifts?from=2026-12-01&to=2026-12-01&person={person}"));
        read.GetProperty("people")[0].GetProperty("name").GetString().ShouldBe("客服甲");
        var shift = read.GetProperty("shifts").EnumerateArray().ShouldHaveSingleItem();
        (shift.GetProperty("day").GetString(), shift.GetProperty("from").GetString(), shift.GetProperty("until").GetString(), shift.GetProperty("starts_at").GetString(), shift.GetProperty("ends_at").GetString())
            .ShouldBe(("2026-12-01", "17:00", "01:00", "2026-12-01T09:00:00Z", "2026-12-01T17:00:00Z"));

        var month = await ApiDesk.JsonAsync(await api.Client.GetAsync("/api/v1/attendance?month=2026-12"));
        var attended = month.GetProperty("people").EnumerateArray().Single(p => p.GetProperty("person").GetGuid() == person).GetProperty("shifts")[0];
        (attended.GetProperty("state").GetString(), attended.GetProperty("actual_start").ValueKind, attended.GetProperty("late_seconds").GetInt32()).ShouldBe(("Upcoming", JsonValueKind.Null, 0));
    }

    [Fact]
    public async Task Put_WhatCannotBe_SaysWhy()
    {
        var person = api.Desk.OtherAgent.Id!.Value;
        await ApiDesk.ProblemAsync(await PutAsync(Plan(person, "2026-12-02", ("9", "17:00"))), 400, "shift.time_needed");
        await ApiDesk.ProblemAsync(await PutAsync(Plan(null, "2026-12-02", ("09:00", "17:00"))), 400, "shift.person_needed");
        await ApiDesk.ProblemAsync(await PutAsync(Plan(Guid.Empty, "2026-12-02", ("09:00", "17:00"))), 404, "person.not_found");
        await ApiDesk.ProblemAsync(await PutAsync(Plan(person, "2026-12-02", ("09:00", "17:00"), ("16:00", "20:00"))), 422, "shift.overlaps");
        await ApiDesk.ProblemAsync(await PutAsync(Plan(person, "2026-11-20", ("09:00", "17:00"))), 422, "shift.reason_needed");
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v1/shifts?from=2026-12-01&to=2027-12-01"), 400, "shift.range_invalid");
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v1/shifts?person=nobody"), 400, "shift.person_needed");
        await ApiDesk.ProblemAsync(await api.Client.GetAsync("/api/v1/attendance?month=soon"), 400, "query.day_needed");
    }

    [Fact]
    public async Task Key_ThatOnlyReads_PlansNothing()
    {
        using var reader = await api.ClientAsync(ApiScope.ShiftsRead);
        (await reader.GetAsync("/api/v1/shifts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.GetAsync("/api/v1/attendance")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var content = JsonContent(Plan(api.Desk.Agent.Id, "2026-12-03", ("09:00", "17:00")));
        await ApiDesk.ProblemAsync(await reader.PutAsync("/api/v1/shifts", content), 403, "api.scope_missing");
    }

    [Fact]
    public async Task File_OfAMonth_ForWhoMaySeeIt()
    {
        await PutAsync(Plan(api.Desk.Warehouse.Id, "2027-01-04", ("08:00", "16:00")));
        await api.Web.JoinAsync("planner", Role.Supervisor);
        await api.Web.JoinAsync("helper", Role.AfterSales);
        var planner = await api.Web.SignedInAsync("planner");
        using var csv = await planner.GetAsync("/people/attendance.csv?month=2027-01");
        (await csv.Content.ReadAsStringAsync()).ShouldContain("\"仓库\",2027-01-04,\"\",\"2027-01-04 08:00:00\",\"2027-01-04 16:00:00\"");
        using var xlsx = await planner.GetAsync("/people/attendance.xlsx?month=2027-01");
        xlsx.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var others = await (await api.Web.SignedInAsync("helper")).GetAsync("/people/attendance.csv?month=2027-01");
        others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> PutAsync(object body)
    {
        using var content = JsonContent(body);
        return await api.Client.PutAsync("/api/v1/shifts", content);
    }

    private static StringContent JsonContent(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");

    private static object Plan(Guid? person, string day, params (string From, string Until)[] shifts) =>
        new { days = new[] { new { person, day, shifts = shifts.Select(s => new { from = s.From, until = s.Until }) } } };
}
