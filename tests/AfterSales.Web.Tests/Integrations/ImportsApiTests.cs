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

    // A CSV has no sheet that the sentence could name.
    [Fact]
    public async Task Post_RefundsAsCsv_SaysWhatCanBeImported()
    {
        using var answer = await PostAsync(api.Client, "订单编号,退款编号,退款的申请时间,退款状态,货物状态\n1001,2001,2026-03-01 10:00:00,退款成功,已收到货\n");
        ((int)answer.StatusCode).ShouldBe(400);
        var problem = await ApiDesk.JsonAsync(answer);
        problem.GetProperty("code").GetString().ShouldBe("import.kind_not_supported");
        problem.GetProperty("detail").GetString()!.ShouldEndWith("。");
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "ExportOrderList202603011200.csv" } };
        return await client.PostAsync(Imports, form);
    }
}
