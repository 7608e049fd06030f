using System.Text;

namespace AfterSales.Web.Tests.Integrations;

public sealed class ImportsApiTests(ApiDesk api) : IClassFixture<ApiDesk>
{
    private const string Imports = "/api/v1/imports";

    [Fact]
    public async Task Post_AFile_IsImportedAndItsBadRowsAreNamed()
    {
        using var answer = await PostAsync(api.Client, "订单编号,买家会员名,订单状态,总金额\n3515310000000000001,小鹿,交易成功,268.00\n3.51531E+16,小鹿,交易成功,10.00\n");
        ((int)answer.StatusCode).ShouldBe(202, await answer.Content.ReadAsStringAsync());
        var url = (await ApiDesk.JsonAsync(answer)).GetProperty("url").GetString()!;

        await Eventually.TrueAsync(async () => (await ApiDesk.JsonAsync(await api.Client.GetAsync(url))).GetProperty("state").GetString() == "Done", TimeSpan.FromSeconds(30));

        var done = await ApiDesk.JsonAsync(await api.Client.GetAsync(url));
        done.GetProperty("refused").GetInt32().ShouldBe(1);
        var row = done.GetProperty("refused_rows").EnumerateArray().Single();
        row.GetProperty("row").GetInt32().ShouldBe(3);
        row.GetProperty("code").GetString().ShouldBe("import.id_scientific");
        await ApiDesk.ProblemAsync(await api.Stranger.GetAsync(url), 404, "import.not_found");
    }

    [Fact]
    public async Task Post_NoFile_IsRefused()
    {
        await ApiDesk.ProblemAsync(await ApiDesk.PostAsync(api.Client, Imports, new { }), 415, "import.multipart_needed");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        await ApiDesk.ProblemAsync(await api.Client.PostAsync(Imports, form), 400, "import.no_file");
        using var junk = await PostAsync(api.Client, "\u0001\u0002\u0003 nothing of the kind");
        ((int)junk.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Post_Refunds_AreTakenAndToldWithTheCase()
    {
        var deadline = api.Desk.Time.Now.AddHours(30);
        var row = $"1001,9001,小鹿退款,30.00,仅退款,{deadline.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss},买家已经申请退款，等待卖家同意,少件/漏发";
        using var answer = await PostAsync(api.Client, $"订单编号,退款编号,买家会员名称,买家退款金额,售后类型,超时时间,退款状态,买家退款原因\n{row}\n");
        ((int)answer.StatusCode).ShouldBe(202, await answer.Content.ReadAsStringAsync());
        var url = (await ApiDesk.JsonAsync(answer)).GetProperty("url").GetString()!;
        await Eventually.TrueAsync(async () => (await ApiDesk.JsonAsync(await api.Client.GetAsync(url))).GetProperty("state").GetString() == "Done", TimeSpan.FromSeconds(30));

        var found = await ApiDesk.JsonAsync(await api.Client.GetAsync("/api/v1/cases?order_no=1001&sort=due"));
        found.GetProperty("cases")[0].GetProperty("next_clock").GetString().ShouldBe("Platform");
        var number = found.GetProperty("cases")[0].GetProperty("case").GetProperty("number").GetString();
        var refund = (await ApiDesk.JsonAsync(await api.Client.GetAsync($"/api/v1/cases/{number}"))).GetProperty("refunds").EnumerateArray().ShouldHaveSingleItem();
        (refund.GetProperty("refund_no").GetString(), refund.GetProperty("amount").GetString(), refund.GetProperty("missed").GetString()).ShouldBe(("9001", "30.00", "Refund"));
        refund.GetProperty("deadline").GetDateTimeOffset().ShouldBe(deadline);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "ExportOrderList202603011200.csv" } };
        return await client.PostAsync(Imports, form);
    }
}
