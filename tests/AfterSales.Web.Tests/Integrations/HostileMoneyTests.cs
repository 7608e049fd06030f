using System.Net;
using System.Text.Json;
using AfterSales.Domain.People;

namespace AfterSales.Web.Tests.Integrations;

/// <summary>What nobody should send to the calls of remedies, payments and reviews: each is refused as what it is, and none is an error of ours.</summary>
public sealed class HostileMoneyTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e30", "[]", "{}", "\"\"", "\" \"", "\"１２\"", "\"NaN\"", "\"-5.00\"", "\"0\"", "\"0.001\"", "\"1e30\"", "\"79228162514264337593543950335\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u202Egnp\"",
        "\"😀\"", "\"\\uD800\"", "\"\\u200B\"", "\"Negative, Neutral\"", "\"Sent, Done\"", "\"0001-01-01T00:00:00+08:00\"", "\"9999-12-31T23:59:59-08:00\"", "\"2026-11-22T10:00:00\"", "99999999999", "2147483648",
    ];

    private static readonly (string Path, string Json, string[] Fields)[] Calls =
    [
        ("/cases/{n}/actions", """{"remedy":"partial discount","amount":"5.00"}""", ["remedy", "amount", "method", "payee", "note"]),
        ("/cases/{n}/actions", """{"action":"order memo"}""", ["action", "by", "done", "note"]),
        ("/cases/{n}/actions/{a}/moves", """{"to":"Requested"}""", ["to", "undo", "amount", "courier", "waybill", "reference", "reason", "note", "inspection", "version"]),
        ("/cases/{n}/review", """{"rating":"Negative"}""", ["rating", "stars", "text", "posted_at", "order_no", "style", "link", "cause", "version"]),
        ("/cases/{n}/review/offers", """{"remedy":"coupon","amount":"5.00"}""", ["remedy", "amount"]),
        ("/cases/{n}/review/outcome", """{"outcome":"Changed","rating":"Positive"}""", ["outcome", "at", "rating", "stars", "text", "version"]),
        ("/cases/{n}/follow-ups", """{"outcome":"Settled"}""", ["outcome", "satisfaction", "words"]),
        ("/payouts/{p}/sent", "{}", ["connector"]),
        ("/payouts/{p}/confirmed", """{"attempt_key":"k","receipt_no":"R"}""", ["attempt_key", "receipt_no"]),
        ("/payouts/{p}/failed", """{"attempt_key":"k","reason":"r"}""", ["attempt_key", "reason"]),
    ];

    [Fact]
    public async Task EveryField_WithWhatItCannotBe_IsAnsweredAndNeverAnError()
    {
        var (number, action, payout) = await SubjectAsync();
        var errors = new List<string>();
        foreach (var (path, json, fields) in Calls)
            foreach (var field in fields)
                foreach (var value in Values)
                {
                    var body = With(json, field, value);
                    using var answer = await ApiDesk.PostTextAsync(api.Client, Address(path, number, action, payout), body);
                    if ((int)answer.StatusCode >= 500) errors.Add($"{path} {body}: {(int)answer.StatusCode}");
                }

        errors.ShouldBeEmpty();
        using var read = await api.Client.GetAsync($"/api/v1/cases/{number}");
        read.StatusCode.ShouldBe(HttpStatusCode.OK, "whatever was taken can be read again");
        using var review = await api.Client.GetAsync($"/api/v1/cases/{number}/review");
        review.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/cases/{n}/review", "rating", "\"Negative, Neutral\"")]
    [InlineData("/cases/{n}/review", "rating", "7")]
    [InlineData("/cases/{n}/review", "cause", "\"Quality, Logistics\"")]
    [InlineData("/cases/{n}/actions", "method", "\"Refund, Coupon\"")]
    public async Task AWord_ThatIsTwo_IsNone(string path, string field, string value)
    {
        var (number, action, payout) = await SubjectAsync();
        var json = Calls.First(call => call.Path == path).Json;
        using var answer = await ApiDesk.PostTextAsync(api.Client, Address(path, number, action, payout), With(json, field, value));
        await ApiDesk.ProblemAsync(answer, 400, "json.wrong_type");
    }

    [Fact]
    public async Task EveryCall_WithMoreThanItTakes_IsRefused()
    {
        var (number, action, payout) = await SubjectAsync();
        var large = new string('长', 4_000_000);
        foreach (var (path, json, fields) in Calls)
        {
            using var answer = await ApiDesk.PostTextAsync(api.Client, Address(path, number, action, payout), With(json, fields[^1] == "version" ? fields[^2] : fields[^1], $"\"{large}\""));
            ((int)answer.StatusCode).ShouldBeOneOf(400, 413, 422, 409, 404);
        }
    }

    [Fact]
    public async Task EveryCall_WithWhatIsNoObject_IsRefused()
    {
        var (number, action, payout) = await SubjectAsync();
        foreach (var (path, _, _) in Calls)
            foreach (var body in new[] { "", "[", "null", "[]", "7", "\"x\"", "{\"a\":", new string('[', 5_000), "\uFEFF{}" })
            {
                using var answer = await ApiDesk.PostTextAsync(api.Client, Address(path, number, action, payout), body);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{path} {body[..Math.Min(20, body.Length)]}");
            }
    }

    [Fact]
    public async Task Addresses_ThatNameNothing_AreNotThere()
    {
        var (number, action, payout) = await SubjectAsync();
        foreach (var odd in new[] { "%E2%80%AE", "..%2F..", "' or 1=1 --", new string('9', 1_000), "%F0%9F%98%80" })
            foreach (var (path, json, _) in Calls)
            {
                using var answer = await ApiDesk.PostTextAsync(api.Client, Address(path, odd, odd, odd), json);
                ((int)answer.StatusCode).ShouldBeOneOf(400, 404, 405);
            }
        // An action of another case.
        var other = await api.CaseAsync();
        using var moved = await ApiDesk.PostTextAsync(api.Client, $"/api/v1/cases/{other}/actions/{action}/moves", """{"to":"Requested"}""");
        await ApiDesk.ProblemAsync(moved, 404, "action.not_found");
        using var reader = await api.ClientAsync(ApiScope.CasesRead);
        await ApiDesk.ProblemAsync(await ApiDesk.PostTextAsync(reader, $"/api/v1/payouts/{payout}/sent", "{}"), 403, "api.scope_missing");
        number.ShouldNotBe(other);
    }

    [Theory]
    [InlineData("/payouts?cursor=99999999999999999999.00000000000000000000000000000000")]
    [InlineData("/payouts?cursor=3155378975999999999.00000000000000000000000000000000")]
    [InlineData("/payouts?cursor=0.ffffffffffffffffffffffffffffffff")]
    [InlineData("/payouts?cursor=%00")]
    [InlineData("/payouts?state=Approved,Sent")]
    [InlineData("/payouts?state=0")]
    [InlineData("/ledger?limit=0")]
    [InlineData("/ledger?limit=2147483647")]
    [InlineData("/ledger?from=2999-12-31&to=2001-01-01")]
    [InlineData("/ledger?after=9223372036854775807")]
    public async Task Lists_WithOddQuestions_AreAnswered(string address)
    {
        using var answer = await api.Client.GetAsync("/api/v1" + address);
        ((int)answer.StatusCode).ShouldBeOneOf(200, 400);
    }

    private static string Address(string path, string number, string action, string payout) =>
        "/api/v1" + path.Replace("{n}", number, StringComparison.Ordinal).Replace("{a}", action, StringComparison.Ordinal).Replace("{p}", payout, StringComparison.Ordinal);

    private static string With(string json, string field, string value)
    {
        var parts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!.Where(part => part.Key != field).Select(part => $"\"{part.Key}\":{part.Value.GetRawText()}").Append($"\"{field}\":{value}");
        return $"{{{string.Join(',', parts)}}}";
    }

    private async Task<(string Number, string Action, string Payout)> SubjectAsync()
    {
        using var posted = await ApiDesk.PostAsync(api.Client, "/api/v1/messages", ApiDesk.Message(api.Next("m"), api.Next("买家"), "给了差评，不给红包就追评"));
        var number = (await ApiDesk.JsonAsync(posted)).GetProperty("case").GetString()!;
        using var query = await ApiDesk.PostTextAsync(api.Client, $"/api/v1/cases/{number}/actions", """{"action":"courier query"}""");
        var action = (await ApiDesk.JsonAsync(query)).GetProperty("id").GetString()!;
        await using var db = api.Desk.Db();
        var payout = await GrantedPayout.AddAsync(db, await api.CaseAsync(), 12.5m, api.Desk.Time.Now, api.Next("1380000"));
        return (number, action, payout.Id.ToString());
    }
}
