using System.IO.Compression;
using System.Text.Json;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Customers;

public sealed class ErasureJourney(BrowserDesk desk) : Journey(desk)
{
    private const string Nick = "想被忘记的买家";
    private const string Order = "7700000000000000001";

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(360, 740)]
    public async Task Buyer_AsksToBeErased_OneWritesItDown_AnotherAgrees_AndBothSeeIt(int width, int height)
    {
        var store = await OwnStoreAsync($"忘记小店{width}");
        await store.ImportOrdersAsync((Order, Nick, "88.00"));
        var agent = await Desk.SignInAsync(await store.JoinAsync("林登记", Role.AfterSales), "zh-CN", "light", width, height);
        var supervisor = await Desk.SignInAsync(await store.JoinAsync("王主管", Role.Supervisor), "zh-CN", "light", width, height);

        await agent.OpenAsync("/settings/personal-data");
        await agent.GetByLabel("旺旺、电话、姓名或编号").FillAsync("13800000123");
        await agent.Button("搜索").ClickAsync();
        await agent.Locator("#content").GetByRole(AriaRole.Link, new() { Name = Nick }).ClickAsync();
        await agent.GetByLabel("买家提出的方式").SelectOptionAsync("Phone");
        await agent.GetByLabel("理由").FillAsync($"{Nick}来电要求");
        await agent.Button("登记删除要求").ClickAsync();
        await agent.GetByText("删除之后理由仍会保留，请不要写").WaitForAsync();
        (await Axe.FindingsAsync(agent)).ShouldBeEmpty();
        await agent.GetByLabel("理由").FillAsync("本人来电要求");
        await agent.Button("登记删除要求").ClickAsync();
        await agent.GetByText("等另一位可以审批的同事决定").WaitForAsync();

        await supervisor.OpenAsync("/settings/personal-data");
        await supervisor.Locator("#content").GetByRole(AriaRole.Link, new() { Name = Nick }).ClickAsync();
        var copy = await supervisor.RunAndWaitForDownloadAsync(() => supervisor.GetByRole(AriaRole.Link, new() { Name = "下载副本" }).ClickAsync());
        copy.SuggestedFilename.ShouldStartWith("个人信息副本-");
        await using (var zip = await ZipFile.OpenReadAsync(await copy.PathAsync()))
        {
            zip.Entries.Count.ShouldBeGreaterThan(5);
            foreach (var entry in zip.Entries) await JsonDocument.ParseAsync(await entry.OpenAsync());
            await using var orders = await zip.GetEntry("订单.json")!.OpenAsync();
            (await JsonDocument.ParseAsync(orders)).RootElement[0].GetProperty("nick").GetString().ShouldBe(Nick);
        }
        await supervisor.GetByText("王主管 于").First.WaitForAsync();
        await supervisor.Button("同意并删除").ClickAsync();
        await supervisor.GetByRole(AriaRole.Group, new() { Name = "删除后无法恢复。确定吗？" }).Button("同意并删除").ClickAsync();

        await supervisor.GetByText("林登记 登记，王主管 同意").WaitForAsync();
        await agent.GetByText("林登记 登记，王主管 同意").WaitForAsync();
        (await Axe.FindingsAsync(supervisor)).ShouldBeEmpty();
        (await agent.ContentAsync()).ShouldNotContain(Nick);
        await agent.OpenAsync($"/orders/{Order}");
        (await agent.ContentAsync()).ShouldNotContain(Nick);
        await agent.GetByText("¥88.00").First.WaitForAsync();
    }
}
