using AfterSales.Browser.Tests.Shared;

namespace AfterSales.Browser.Tests.Stores;

/// <summary>The product without a demo, on an empty database: <c>./run.sh --empty</c>.</summary>
public sealed class FirstVisitJourney(BrowserDesk desk) : Journey(desk)
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aftersales-empty-");
    private DeskProcess _empty = null!;

    public override async Task InitializeAsync() => _empty = await DeskProcess.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings__AfterSales"] = await TestPostgres.CreateDatabaseAsync(),
        ["AFTERSALES_DATA"] = _data.FullName,
        ["AFTERSALES_DEMO"] = "false",
        ["AFTERSALES_API_KEY"] = null,
    });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _empty.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task FirstVisitor_CreatesTheStoreAndItsOwner_AndEmptyPagesTeach()
    {
        var page = await Desk.VisitAsync(address: _empty.Address);
        await page.GotoAsync("/board");
        await page.WaitForURLAsync(url => url.EndsWith("/welcome", StringComparison.Ordinal));
        (await Axe.FindingsAsync(page)).ShouldBeEmpty();
        await page.GetByLabel("店铺名称").FillAsync("第一家店");
        await page.GetByLabel("姓名").FillAsync("周开张");
        await page.GetByLabel("用户名").FillAsync("first-owner");
        await page.GetByLabel("密码").FillAsync("aaaaaaaaaa");
        await page.Button("创建店铺").ClickAsync();
        await page.GetByText("密码太简单，至少要有 4 种不同的字符。").WaitForAsync();
        await page.GetByLabel("密码").FillAsync(BrowserDesk.Password);
        await page.Button("创建店铺").ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/welcome", StringComparison.Ordinal));
        await page.Locator(".store", new() { HasText = "第一家店" }).First.WaitForAsync();

        foreach (var (path, teaches) in new[]
                 {
                     ("/cases?view=mine", "到“待认领”里领一个，或等新消息进来"),
                     ("/cases?view=unclaimed", "新来的工单会自动出现在这里。"),
                     ("/cases?view=all", "买家发来消息时会自动建单；电话或到店的问题可以点“新建”。"),
                     ("/board", "没有超时或将到期的工单"),
                     ("/orders", "从千牛导出订单报表，再导入进来。"),
                     ("/customers", "导入订单或收到买家消息后，客户会出现在这里。"),
                     ("/imports", "在千牛“已卖出的宝贝”里批量导出订单，在“退款管理”里批量导出退款，把文件拖到上面。"),
                     ("/settings/people", "周开张"),
                     ("/settings/api-keys", "API"),
                 })
        {
            await page.OpenAsync(path);
            await page.Locator("#content").GetByText(teaches).First.WaitForAsync();
        }
        await page.Locator("details.bell summary").ClickAsync();
        await page.GetByText("还没有通知。工单快超时、超时或交给您时，会在这里提醒。").WaitForAsync();

        var second = await Desk.VisitAsync(address: _empty.Address);
        await second.GotoAsync("/welcome");
        second.Url.ShouldContain("/sign-in", customMessage: "the door is closed behind the first");
        await second.TypeSignInAsync("first-owner", BrowserDesk.Password);
        await second.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
