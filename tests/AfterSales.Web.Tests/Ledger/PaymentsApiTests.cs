using System.Globalization;
using System.Text.Json;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Web.Tests.Integrations;

namespace AfterSales.Web.Tests.Ledger;

/// <summary>Robots that pay through the API: each payment is claimed by one, and told of once.</summary>
public sealed class PaymentsApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task APayment_IsListed_Claimed_AndConfirmed()
    {
        var payout = await PayoutAsync();
        var listed = (await ListAsync("approved")).Single(one => one.GetProperty("payout").GetGuid() == payout.Id);
        listed.GetProperty("amount").GetString().ShouldBe("12.50");
        listed.GetProperty("payee").GetString()!.ShouldStartWith("1380000-", Case.Sensitive, "a robot cannot pay a masked one");
        listed.GetProperty("attempt_key").ValueKind.ShouldBe(JsonValueKind.Null);

        var sent = await ApiDesk.JsonAsync(await SendAsync(payout, "robot-1"));
        sent.GetProperty("state").GetString().ShouldBe("Sent");
        var attempt = sent.GetProperty("attempt_key").GetString()!;
        (await ApiDesk.JsonAsync(await SendAsync(payout, "robot-1"))).GetProperty("attempt_key").GetString().ShouldBe(attempt, "the same call again");
        await ApiDesk.ProblemAsync(await SendAsync(payout, "robot-2"), 422, "payout.not_payable");

        await ApiDesk.ProblemAsync(await TellAsync(payout, "confirmed", new { receipt_no = "R1" }), 400, "payout.attempt_needed");
        await ApiDesk.ProblemAsync(await TellAsync(payout, "confirmed", new { attempt_key = attempt + "1", receipt_no = "R1" }), 409, "payout.other_attempt");
        for (var time = 0; time < 2; time++)
            (await ApiDesk.JsonAsync(await TellAsync(payout, "confirmed", new { attempt_key = attempt, receipt_no = "R1" }))).GetProperty("state").GetString().ShouldBe("Confirmed");
        await ApiDesk.ProblemAsync(await TellAsync(payout, "failed", new { attempt_key = attempt, reason = "余额不足" }), 422, "payout.not_sent");
        (await ListAsync("confirmed")).ShouldContain(one => one.GetProperty("payout").GetGuid() == payout.Id && one.GetProperty("receipt_no").GetString() == "R1");
    }

    [Fact]
    public async Task APayment_ClaimedUnderTheSameNameByAnotherProgram_IsTheFirstOnesAlone()
    {
        var payout = await PayoutAsync();
        using var other = await api.ClientAsync([.. ApiScope.All]);
        (await ApiDesk.JsonAsync(await SendAsync(payout, payout.Id.ToString()))).GetProperty("state").GetString().ShouldBe("Sent");

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/payouts/{payout.Id}/sent");
        request.Headers.Add("Idempotency-Key", payout.Id.ToString());
        await ApiDesk.ProblemAsync(await other.SendAsync(request), 422, "payout.not_payable");
    }

    [Fact]
    public async Task AFailure_MayBeTriedAgain_UnderAnotherAttempt()
    {
        var payout = await PayoutAsync();
        var first = (await ApiDesk.JsonAsync(await SendAsync(payout, null))).GetProperty("attempt_key").GetString();
        using var failed = await TellAsync(payout, "failed", new { attempt_key = first, reason = "余额不足" });
        (await ApiDesk.JsonAsync(failed)).GetProperty("state").GetString().ShouldBe("Failed");

        (await ApiDesk.JsonAsync(await SendAsync(payout, null))).GetProperty("attempt_key").GetString().ShouldNotBe(first);
        (await ListAsync("sent")).ShouldContain(one => one.GetProperty("payout").GetGuid() == payout.Id);
    }

    [Fact]
    public async Task Ledger_GoesOnByItsLines_AndEachBookingBalances()
    {
        var payout = await PayoutAsync();
        var lines = new List<JsonElement>();
        for (string? after = "0"; after is not null;)
        {
            var page = await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/ledger?from=2026-11-01&to=2026-11-30&limit=2&after={after}"));
            lines.AddRange(page.GetProperty("lines").EnumerateArray());
            after = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64().ToString(CultureInfo.InvariantCulture);
        }

        lines.Select(line => line.GetProperty("id").GetInt64()).ShouldBeInOrder();
        foreach (var booking in lines.GroupBy(line => line.GetProperty("key").GetString())) booking.Sum(Yuan).ShouldBe(0);
        var own = lines.Where(line => line.GetProperty("payout_id").ValueKind == JsonValueKind.String && line.GetProperty("payout_id").GetGuid() == payout.Id).ToList();
        own.Select(line => (line.GetProperty("account").GetString(), line.GetProperty("party").GetString(), Yuan(line))).ShouldBe([("Borne", "Courier", 8.75m), ("Borne", "Store", 3.75m), ("Owed", null, -12.5m)]);
    }

    [Theory]
    [InlineData("/api/v1/payouts?state=maybe", "query.word_unknown")]
    [InlineData("/api/v1/payouts?method=cash", "query.word_unknown")]
    [InlineData("/api/v1/payouts?cursor=abc", "list.cursor_invalid")]
    [InlineData("/api/v1/ledger?from=yesterday", "query.day_needed")]
    [InlineData("/api/v1/ledger?after=-1", "query.number_needed")]
    public async Task Get_WhatCannotBeRead_IsRefused(string address, string code) => await ApiDesk.ProblemAsync(await api.Client.GetAsync(address), 400, code);

    [Fact]
    public async Task Payments_OfAnotherStore_AreNotThere()
    {
        var payout = await PayoutAsync();
        using var strange = await ApiDesk.PostAsync(api.Stranger, $"/api/v1/payouts/{payout.Id}/sent", new { });
        await ApiDesk.ProblemAsync(strange, 404, "payout.not_found");
        using var reader = await api.ClientAsync(ApiScope.CasesRead, ApiScope.CasesWrite);
        await ApiDesk.ProblemAsync(await reader.GetAsync("/api/v1/payouts"), 403, "api.scope_missing");
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Client, $"/api/v1/payouts/{payout.Id}/sent", new { connector = "bank" }), 400, "payout.connector_unknown");
    }

    private static decimal Yuan(JsonElement line) => decimal.Parse(line.GetProperty("yuan").GetString()!, CultureInfo.InvariantCulture);

    private async Task<Payout> PayoutAsync()
    {
        var number = await api.CaseAsync();
        await using var db = api.Desk.Db();
        return await GrantedPayout.AddAsync(db, number, 12.5m, api.Desk.Time.Now, api.Next("1380000"));
    }

    private async Task<List<JsonElement>> ListAsync(string state) =>
        [.. (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/payouts?state={state}"))).GetProperty("payouts").EnumerateArray()];

    private async Task<HttpResponseMessage> SendAsync(Payout payout, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/payouts/{payout.Id}/sent");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await api.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> TellAsync(Payout payout, string what, object body) => ApiDesk.PostAsync(api.Client, $"/api/v1/payouts/{payout.Id}/{what}", body);
}
