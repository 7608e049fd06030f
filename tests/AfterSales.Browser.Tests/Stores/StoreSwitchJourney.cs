using AfterSales.Browser.Tests.Shared;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Stores;

public sealed class StoreSwitchJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task PersonOfTwoStores_SwitchesInTheHeader_AndSeesOnlyThatStores()
    {
        var first = await OwnStoreAsync("东街小店");
        var number = await first.Api.BuyerSaysAsync("东街买家", "发错货了");
        var page = await Desk.SignInAsync(first.OwnerSignIn);
        await page.OpenAsync("/settings/stores");
        await page.Button("新建店铺").ClickAsync();
        await page.GetByLabel("店铺名称").FillAsync("西街小店");
        await page.Locator("section[aria-labelledby=store-panel-title]").Button("新建店铺").ClickAsync();
        await page.GetByText("店铺“西街小店”已创建，可在左上角切换。").WaitForAsync();

        var bench = new Workbench(page);
        await bench.QueueAsync();
        await bench.Row("东街买家").WaitForAsync();
        await SwitchAsync(page, "西街小店");
        await bench.QueueAsync();
        await page.GetByText("没有未完成的工单").WaitForAsync();
        foreach (var (path, says) in new[]
                 {
                     ($"/cases/{number}?view=all", $"本店没有工单 {number}。"),
                     ("/search?q=" + Uri.EscapeDataString("东街买家"), "没有找到"),
                     ("/customers", "还没有客户"),
                 })
        {
            await page.OpenAsync(path);
            await page.GetByText(says).First.WaitForAsync();
            await Assertions.Expect(page.Locator("#content").GetByRole(AriaRole.Link, new() { Name = "东街买家" })).ToHaveCountAsync(0);
        }

        await SwitchAsync(page, "东街小店");
        await bench.QueueAsync();
        await bench.Row("东街买家").WaitForAsync();
    }

    private static async Task SwitchAsync(IPage page, string store)
    {
        await page.Locator("details.store").PickAsync(store);
        await page.Locator("details.store summary", new() { HasText = store }).WaitForAsync();
    }
}
