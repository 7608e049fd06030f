using System.Text;
using System.Text.RegularExpressions;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Importing;

public sealed class ImportJourney(BrowserDesk desk) : Journey(desk)
{
    private const string FileName = "ExportOrderList202603011200.csv";

    private const string Drag = """
        (zone, { type, name, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const dragged = new DataTransfer();
          dragged.items.add(new File([bytes], name, { type: "text/csv" }));
          zone.dispatchEvent(new DragEvent(type, { dataTransfer: dragged, bubbles: true, cancelable: true }));
          return zone.hasAttribute("data-dropping");
        }
        """;

    // Rows 2, 3 and 7 are good.
    private static readonly byte[] Orders = Encoding.UTF8.GetBytes(
        """
        订单编号,买家会员名,总金额,买家实际支付金额,订单状态,订单创建时间,宝贝标题
        ="7001000000000000101",导入买家一,201.12,201.12,交易成功,2026-03-01 10:01:02,雪平锅
        ="7001000000000000202",导入买家二,435.15,435.15,交易成功,2026-03-01 10:02:02,菜刀
        7.001E+18,导入买家三,99.00,99.00,交易成功,2026-03-01 10:03:02,砧板
        ="7001000000000000404",导入买家四,88.00,88.00,交易成功,三月一号上午,汤勺
        ="7001000000000000505",导入买家五,77.00,-77.00,交易成功,2026-03-01 10:05:02,漏勺
        ="7001000000000000606",导入买家六,66.00,66.00,交易成功,2026-03-01 10:06:02,锅盖
        """);

    [Fact]
    public async Task File_WithBadRows_IsPreviewedImportedAndItsRefusedRowsAreToldAndDownloaded_AndTwiceChangesNothing()
    {
        var store = await OwnStoreAsync("导入小店");
        var supervisor = await store.JoinAsync("陈导入", Role.Supervisor);
        var page = await Desk.SignInAsync(supervisor);
        await page.OpenAsync("/imports");
        await page.GetByText("还没有导入过文件").WaitForAsync();

        await DropAsync(page);
        await page.GetByText("识别为：订单").WaitForAsync();
        await Assertions.Expect(page.Locator("ul.columns li", new() { HasText = "买家会员名" })).ToContainTextAsync("买家昵称");
        await Assertions.Expect(page.Locator("table tbody tr")).ToHaveCountAsync(6);
        await page.Locator("td.refused", new() { HasText = "科学计数法" }).WaitForAsync();

        await page.Button("开始导入").ClickAsync();
        await page.GetByText("已完成 · 3 行有问题").WaitForAsync();
        await Assertions.Expect(CountOf(page, "新增订单")).ToHaveTextAsync("3");
        var refused = page.Locator("section[aria-labelledby=refused] tbody tr");
        await Assertions.Expect(refused).ToHaveTextAsync(
            [Row(4, "编号被 Excel 改成了科学计数法"), Row(5, "三月一号上午 不是日期"), Row(6, "是负数：-77")]);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载 CSV" }).ClickAsync());
        var csv = await File.ReadAllTextAsync(await download.PathAsync());
        csv.ShouldContain("7.001E+18");
        csv.ShouldContain("三月一号上午");
        csv.ShouldNotContain("导入买家六");

        await page.OpenAsync("/orders/7001000000000000606");
        await page.GetByText("导入买家六").First.WaitForAsync();

        await page.OpenAsync("/imports");
        await DropAsync(page);
        await page.GetByText("已经导入过。再导入一次不会重复").WaitForAsync();
        await page.Button("开始导入").ClickAsync();
        await page.GetByText("已完成 · 3 行有问题").WaitForAsync();
        await Assertions.Expect(CountOf(page, "没有变化")).ToHaveTextAsync("3");
        await Assertions.Expect(CountOf(page, "新增订单")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task File_ThatIsNoTable_IsRefusedInASentence_AndAnotherMayFollow()
    {
        var store = await OwnStoreAsync("误传小店");
        var supervisor = await store.JoinAsync("陈误传", Role.Supervisor);
        var page = await Desk.SignInAsync(supervisor);
        await page.OpenAsync("/imports");
        await HoverAsync(page);
        var zone = page.Locator("#import-file");

        await zone.SetInputFilesAsync(new FilePayload { Name = "假期.csv", MimeType = "text/csv", Buffer = [0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2E, 0x37, 0x0A, 0x00] });
        await page.Locator("section.drop [role=alert]").WaitForAsync();
        await zone.SetInputFilesAsync(new FilePayload { Name = FileName, MimeType = "text/csv", Buffer = Orders });
        await page.GetByText("识别为：订单").WaitForAsync();
    }

    private static async Task DropAsync(IPage page)
    {
        await HoverAsync(page);
        await DragAsync(page, "drop");
    }

    // The zone shows what hovers over it once the page has come to life.
    private static Task HoverAsync(IPage page) => Eventually.TrueAsync(() => DragAsync(page, "dragenter"), Limit);

    private static Task<bool> DragAsync(IPage page, string type) =>
        page.Locator("section.drop").EvaluateAsync<bool>(Drag, new { type, name = FileName, base64 = Convert.ToBase64String(Orders) });

    private static Regex Row(int number, string reason) => new($"^{number}.*{reason}", RegexOptions.Singleline);

    private static ILocator CountOf(IPage page, string what) => page.Locator("dl.counts > div", new() { HasText = what }).Locator("dd");
}
