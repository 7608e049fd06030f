using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class TagsJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Supervisor_MakesATag_AnAgentPicksIt_AndARenamingReachesTheOpenPages()
    {
        var store = await OwnStoreAsync("标签小店");
        var supervisor = await Desk.SignInAsync(await store.JoinAsync("陈标签", Role.Supervisor));
        var agent = await store.JoinAsync("林标签", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("标签买家", "发错货了");

        await supervisor.OpenAsync("/settings/tags");
        await supervisor.GetByLabel("名称", new() { Exact = true }).FillAsync("大客户");
        await supervisor.GetByLabel("英文名").FillAsync("Key account");
        await supervisor.GetByLabel("紫", new() { Exact = true }).CheckAsync();
        await supervisor.Button("保存").ClickAsync();
        await supervisor.Button("大客户").WaitForAsync();

        var chinese = new Workbench(await Desk.SignInAsync(agent));
        var english = new Workbench(await Desk.SignInAsync(agent, "en"));
        await english.OpenAsync(number);
        await chinese.OpenAsync(number);
        await chinese.Header.GetByTitle("更多").Locator("..").PickAsync("编辑标签…");
        var dialog = chinese.Page.OpenDialog();
        await dialog.Button("大客户").ClickAsync();
        await dialog.GetByLabel("其他标签（空格或逗号分隔）").FillAsync("regular buyer，自己写的");
        await dialog.Button("保存").ClickAsync();
        await Assertions.Expect(chinese.Header.Locator(".tags .chip")).ToHaveTextAsync(["老客户", "大客户", "自己写的"]);
        await Assertions.Expect(english.Header.Locator(".tags .chip")).ToHaveTextAsync(["Regular buyer", "Key account", "自己写的"]);
        await Assertions.Expect(english.Row("标签买家").Locator(".chip.flag-blue")).ToHaveTextAsync("Regular buyer");

        await supervisor.ReloadAsync();
        await supervisor.SettleAsync();
        await supervisor.Locator("li", new() { HasText = "自己写的" }).GetByText("1 张未结工单").WaitForAsync();
        await supervisor.Button("老客户").ClickAsync();
        await supervisor.GetByLabel("名称", new() { Exact = true }).FillAsync("回头客");
        await supervisor.GetByText("未结的 1 张").WaitForAsync();
        await supervisor.Button("保存").ClickAsync();
        await supervisor.GetByText("“老客户”已改名为“回头客”，1 张工单跟着改了。").WaitForAsync();
        await Assertions.Expect(chinese.Header.Locator(".tags .chip")).ToHaveTextAsync(["回头客", "大客户", "自己写的"]);
        await Assertions.Expect(english.Header.Locator(".tags .chip").First).ToHaveTextAsync("Regular buyer");
        await chinese.SaysAsync("陈标签 把标签“老客户”改名为“回头客”");

        await supervisor.Button("停用“大客户”").ClickAsync();
        await supervisor.GetByText("已停用“大客户”。").WaitForAsync();
        await supervisor.Button("撤销").ClickAsync();
        await supervisor.Button("停用“大客户”").WaitForAsync();
    }
}
