using System.Net.Http.Json;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.People;

/// <summary>A sample is picked and scored by the one, scored blind by the other, and answered by whose work it was.</summary>
public sealed class QualityJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Sample_IsPickedScoredCalibratedAndAnswered()
    {
        var store = await OwnStoreAsync("质检小店");
        var (agent, lead) = (await store.JoinAsync("被评客服", Role.AfterSales), await store.JoinAsync("评分主管", Role.Supervisor));
        var number = await store.Api.BuyerSaysAsync("质检买家", "少发了一件");
        // What is picked is what somebody has done.
        using var replied = await store.Api.PostAsJsonAsync(new Uri($"/api/v1/cases/{number}/replies", UriKind.Relative), new { agent = "被评客服", text = "马上为您查" });
        replied.EnsureSuccessStatusCode();

        var first = await Desk.SignInAsync(lead);
        await first.OpenAsync("/people/quality");
        await first.Button("手工抽取").ClickAsync();
        await first.GetByLabel("工单号").FillAsync(number);
        await first.GetByLabel("看谁的工作").SelectOptionAsync(new SelectOptionValue { Label = "被评客服" });
        await first.GetByLabel("为什么抽").FillAsync("新人");
        await first.GetByRole(AriaRole.Button, new() { Name = "抽取", Exact = true }).ClickAsync();
        await Assertions.Expect(first.Locator(".talk")).ToContainTextAsync("少发了一件");
        await first.GetByRole(AriaRole.Button, new() { Name = "再由一人评" }).ClickAsync();
        await first.GetByRole(AriaRole.Group, new() { NameRegex = new("独立再评") }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(first.Locator(".page > header")).ToContainTextAsync("校准");
        await first.GetByLabel("开场与语气 得分").FillAsync("5");
        await first.Button("其余给满分").ClickAsync();
        await Assertions.Expect(first.GetByText("95%")).ToBeVisibleAsync();
        await first.Button("提交评分").ClickAsync();
        await Assertions.Expect(first.Locator(".page > header")).ToContainTextAsync("已评");
        var address = new Uri(first.Url).PathAndQuery;

        var second = await Desk.SignInAsync(store.OwnerSignIn);
        await second.OpenAsync(address);
        await Assertions.Expect(second.GetByText("您评完之前看不到对方的分")).ToBeVisibleAsync();
        await Assertions.Expect(second.GetByText("95%")).ToHaveCountAsync(0);
        await second.Button("其余给满分").ClickAsync();
        await second.GetByRole(AriaRole.Group, new() { Name = "泄露订单或电话" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await second.Button("提交评分").ClickAsync();
        // Now both stand beside each other, and where they differ it says so.
        await Assertions.Expect(second.Locator("tfoot")).ToContainTextAsync("95%");
        await Assertions.Expect(second.Locator("tr.differ")).ToHaveCountAsync(2);

        var own = await Desk.SignInAsync(agent);
        await own.OpenAsync("/people/quality");
        await own.Locator("#content tbody a").ClickAsync();
        await Assertions.Expect(own.Locator("tfoot")).ToContainTextAsync("95%");
        await own.GetByLabel("对这个评分想说的话").FillAsync("下次注意开场");
        await own.Button("提交回应").ClickAsync();
        await Assertions.Expect(own.Locator("section", new() { HasText = "被评客服 的回应" }).Last).ToContainTextAsync("下次注意开场");
    }
}
