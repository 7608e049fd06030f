using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Orders;

public sealed class PlatformDeadlineJourney(BrowserDesk desk) : Journey(desk)
{
    private const string Headers = "订单编号,退款编号,买家会员名称,买家退款金额,售后类型,超时时间,退款状态,买家退款原因,买家退款说明";

    [Fact]
    public async Task ARefund_OpensACase_SaysWhatThePlatformWillDo_AndIsOverWhenItMovedOn()
    {
        var store = await OwnStoreAsync("平台小店");
        var agent = await store.JoinAsync("林平台", Role.AfterSales);
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.QueueAsync();
        var deadline = TimeProvider.System.GetUtcNow().AddHours(5).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await ImportAsync(store, $"7700001,8800001,退款买家,30.00,仅退款,{deadline},买家已经申请退款，等待卖家同意,少件/漏发,少了玻璃盖");

        await bench.Row("退款买家").GetByText("平台将自动退款").WaitForAsync();
        await bench.Row("退款买家").ClickAsync();
        await bench.SaysAsync("少了玻璃盖");
        await bench.RunningClock("Platform").GetByText("到时平台将自动退款").WaitForAsync();
        await bench.Facts.Locator("[data-refunds]").GetByText("8800001").WaitForAsync();
        await bench.RunningClock("Platform").ClickAsync();
        await bench.Page.OpenDialog().GetByText("到时平台将自动退款。").WaitForAsync();
        await bench.Page.Keyboard.PressAsync("Escape");

        await ImportAsync(store, "7700001,8800001,退款买家,30.00,仅退款,,退款成功,少件/漏发,少了玻璃盖");
        await bench.SaysAsync("平台退款 8800001 变为：退款成功");
        await Assertions.Expect(bench.RunningClock("Platform")).ToHaveCountAsync(0);
        await Assertions.Expect(bench.Row("退款买家").GetByText("平台将自动退款")).ToHaveCountAsync(0);
    }

    private static async Task ImportAsync(OwnStore store, string row)
    {
        using var file = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes($"{Headers}\n{row}\n")), "file", "refunds.csv" } };
        using var answer = await store.Api.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), file);
        answer.EnsureSuccessStatusCode();
        var import = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetString();
        await Eventually.TrueAsync(async () => (await store.Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/imports/{import}", UriKind.Relative))).GetProperty("state").GetString() == "Done", Limit);
    }
}
