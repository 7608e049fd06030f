using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

/// <summary>A case from claim to close, every step by hand.</summary>
public sealed class CaseWorkJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Case_IsClaimedWorkedPromisedResolvedReopenedAndClosed_AndItsHistoryTellsAll()
    {
        var store = await OwnStoreAsync("经手小店");
        var agent = await store.JoinAsync("林经手", Role.AfterSales);
        await store.ChangeClocksAsync(new { resolution = new { pause_while_waiting_buyer = true } });
        var number = await store.Api.BuyerSaysAsync("经手买家", "发错货了，我拍的是米白");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number, "unclaimed");

        await bench.Header.Button("认领").ClickAsync();
        await bench.SaysAsync("林经手 认领了工单");
        await Assertions.Expect(bench.Row("经手买家")).ToHaveCountAsync(0);

        await bench.Header.Button("分析核实").ClickAsync();
        await bench.SaysAsync("林经手 进入“分析核实”");

        await bench.TypeAsync("亲，麻烦拍张照片给我");
        await bench.Page.Button("回复并等待买家").ClickAsync();
        await bench.SaysAsync("林经手 设为等买家");
        await Assertions.Expect(bench.RunningClock("Reply")).ToHaveCountAsync(0);
        await bench.Facts.GetByText("等买家，暂停计时").WaitForAsync();
        await bench.Page.GetByTitle("设置在等谁").Locator("..").PickAsync("不再等待");
        await bench.SaysAsync("林经手 取消等待");
        await bench.RunningClock("Resolution").WaitForAsync();

        await bench.Page.Button("内部备注").ClickAsync();
        await bench.TypeAsync("仓库说还有米白库存");
        await bench.Page.Button("保存备注").ClickAsync();
        await bench.Conversation.Locator(".bubble.note", new() { HasText = "仓库说还有米白库存" }).WaitForAsync();
        await bench.Page.GetByRole(AriaRole.Group, new() { Name = "写给谁" }).Button("回复").ClickAsync();

        await bench.Page.Button("承诺回复时间").ClickAsync();
        await bench.Page.OpenDialog().GetByText("2 小时内").ClickAsync();
        await bench.Page.OpenDialog().Button("只记录（已口头告知）").ClickAsync();
        await bench.SaysAsync("林经手 承诺");
        await bench.RunningClock("Promise").WaitForAsync();
        await bench.ReplyAsync("亲，米白的已经给您换发");
        await Assertions.Expect(bench.RunningClock("Promise")).ToHaveCountAsync(0);

        await bench.Header.Button("解决").ClickAsync();
        await bench.SaysAsync("林经手 标记为已解决");
        await bench.Header.GetByText("✓ 已解决").WaitForAsync();
        await bench.Header.GetByTitle("更多").Locator("..").PickAsync("重新打开");
        await bench.SaysAsync("林经手 重新打开了工单");
        await bench.RunningClock("Resolution").WaitForAsync();

        await bench.Header.Button("解决").ClickAsync();
        // The buyer has not been asked yet whether it is settled: closing says why.
        await bench.Header.Locator(".actions").Button("关闭").ClickAsync();
        await bench.Page.OpenDialog().Button("多次联系，联系不上买家").ClickAsync();
        await bench.Page.OpenDialog().Button("不回访，直接关闭").ClickAsync();
        await bench.Page.GetByText("工单已关闭，重新打开后才能回复。").WaitForAsync();
        await bench.SaysAsync("没有回访就关闭了工单");
        (await store.Api.StateAsync(number)).ShouldBe("Closed");
    }

    [Fact]
    public async Task Owner_IsChangedInTheCase_AndTheOtherIsTold()
    {
        var store = await OwnStoreAsync("转交小店");
        var supervisor = await store.JoinAsync("陈转交", Role.Supervisor);
        var agent = await store.JoinAsync("许承接", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("转交买家", "少发了一件");
        var bench = new Workbench(await Desk.SignInAsync(supervisor));
        await bench.OpenAsync(number);
        var other = new Workbench(await Desk.SignInAsync(agent));
        await other.QueueAsync("mine");

        await bench.Header.Button("待认领").ClickAsync();
        await bench.Page.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "许承接" }).ClickAsync();

        await bench.SaysAsync("陈转交 把工单交给 许承接");
        await Assertions.Expect(bench.Page.OpenDialog()).ToHaveCountAsync(0);
        await other.Row("转交买家").WaitForAsync();
        await other.Bell.Locator("summary").ClickAsync();
        await other.Bell.GetByText("陈转交 把工单交给您：转交买家").WaitForAsync();
    }
}
