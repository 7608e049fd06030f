using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Reviews;

public sealed class ReviewJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task AnExtortingReview_IsMarkedFlaggedAndConcluded()
    {
        var store = await OwnStoreAsync("评价小店");
        var agent = await store.JoinAsync("林评价", Role.Review);
        var number = await store.Api.BuyerSaysAsync("差评买家", "不给我 50 块钱红包就差评");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Review, CaseSubtype.Negative, null), store.Owner)).Ok.ShouldBeTrue();
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        var review = bench.Facts.Locator("[data-review]");

        await review.Button("登记评价").ClickAsync();
        await bench.Page.OpenDialog().GetByLabel("评价内容").FillAsync("不给红包就差评");
        await bench.Page.OpenDialog().Button("保存").ClickAsync();
        await review.GetByText("不给红包就差评").WaitForAsync();

        // What demands money against a review is pointed out; a person marks it, and flags the buyer.
        var line = bench.Conversation.Locator(".bubble.buyer", new() { HasText = "红包就差评" });
        await line.Button("像敲诈：标为证据").ClickAsync();
        await line.GetByText("⚑ 证据").WaitForAsync();
        await bench.Page.Locator("[data-extortion-card]").Button("标记敲诈").ClickAsync();
        await bench.Page.OpenDialog().GetByLabel("原因").FillAsync("索要红包");
        await bench.Page.OpenDialog().Button("标记敲诈").ClickAsync();
        await bench.Page.Locator("[data-extortion]").GetByText("索要红包").WaitForAsync();
        await Assertions.Expect(bench.Page.Locator("[data-extortion]").Button("解除标记")).ToHaveCountAsync(0);

        await review.Button("登记结果…").ClickAsync();
        await bench.Page.OpenDialog().GetByLabel("已删除").CheckAsync();
        await bench.Page.OpenDialog().Button("保存").ClickAsync();
        await review.GetByText("✓ 已删除").WaitForAsync();

        await bench.Page.Locator("[data-extortion-card]").GetByText("举证聊天 1 条").ClickAsync();
        await Assertions.Expect(bench.Page.Locator("#marked-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("买家 差评买家：不给我 50 块钱红包就差评"));
        await bench.Page.OpenAsync("/reviews?outcome=removed");
        await bench.Page.Locator("#content").GetByText("差评买家").First.WaitForAsync();
    }
}
