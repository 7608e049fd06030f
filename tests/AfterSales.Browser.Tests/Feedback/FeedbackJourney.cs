using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Feedback;

public sealed class FeedbackJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task ThreeBuyersOfOneBatch_OpenAnItem_ThatGoesToProductionAndBack()
    {
        var store = await OwnStoreAsync("开线小店");
        var supervisor = await store.JoinAsync("陈主管", Role.Supervisor);
        string[] orders = ["7600000000000000001", "7600000000000000002", "7600000000000000003"];
        await store.ImportOrdersAsync([.. orders.Select((order, i) => (order, $"开线买家{i}", "98.00"))]);
        await store.ImportAsync("订单编号,标题,价格,购买数量,外部系统编号,批次号\n" + string.Concat(orders.Select(order => $"{order},针织开衫,98.00,1,QH2417,2610-B\n")));
        var number = await store.Api.BuyerSaysAboutAsync("开线买家0", "袖口开线了", orders[0]);
        var bench = new Workbench(await Desk.SignInAsync(supervisor));
        var page = bench.Page;
        await bench.OpenAsync(number);

        // It is on the screen while it happens: first forming, then with the item behind it.
        await store.Api.BuyerSaysAboutAsync("开线买家1", "领口开线了", orders[1]);
        await bench.Header.GetByText("同批次：2 单").WaitForAsync();
        await store.Api.BuyerSaysAboutAsync("开线买家2", "下摆开线了", orders[2]);
        await bench.Row("开线买家2").GetByText("同批次：3 单").WaitForAsync();
        await bench.Header.GetByRole(AriaRole.Link, new() { Name = "同批次：3 单" }).ClickAsync();

        var next = page.Locator("[data-state]");
        await page.GetByRole(AriaRole.Heading, new() { Name = "QH2417 · 2610-B · 瑕疵" }).WaitForAsync();
        await page.Locator("section[aria-labelledby=cases-title]").GetByText("开线买家1").WaitForAsync();
        await DoAsync("核实");
        await page.Locator("[data-state=Verified]").WaitForAsync();
        await DoAsync("生产答复", "缝线换了供应商");
        await page.Locator("[data-state=Answered] blockquote").GetByText("缝线换了供应商").WaitForAsync();
        await DoAsync("采取措施并关闭", "新线从今天起用");
        await page.Locator("[data-state=Closed]").GetByText("新线从今天起用").WaitForAsync();
        await page.Locator("[data-change=TooEarly]").WaitForAsync();

        // What a buyer thinks is noted beside it, and counted by style.
        await bench.OpenAsync(number);
        await bench.Facts.Locator(".opinions").Button("记一条").ClickAsync();
        await page.OpenDialog().GetByLabel("偏小").CheckAsync();
        await page.OpenDialog().Button("保存").ClickAsync();
        await bench.Facts.Locator(".opinions .chip", new() { HasText = "偏小" }).WaitForAsync();
        await page.OpenAsync("/feedback/opinions");
        await page.Locator("tr", new() { HasText = "QH2417" }).GetByRole(AriaRole.Link, new() { Name = "偏小 1" }).ClickAsync();
        await page.Locator("#content").GetByText("开线买家0").WaitForAsync();

        async Task DoAsync(string deed, string? text = null)
        {
            await next.Button(deed).ClickAsync();
            if (text is not null) await page.OpenDialog().Locator("#feedback-text").FillAsync(text);
            await page.OpenDialog().Button(deed).ClickAsync();
        }
    }
}
