using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Evidence;

public sealed class RetentionJourney(BrowserDesk desk) : Journey(desk)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(360, 740)]
    public async Task Shorter_IsShown_Proposed_AndConfirmedBySomebodyElse(int width, int height)
    {
        var store = await OwnStoreAsync($"期限小店{width}");
        var supervisorSignIn = await store.JoinAsync("周主管", Role.Supervisor);
        var owner = await Desk.SignInAsync(store.OwnerSignIn, "zh-CN", "light", width, height);
        await owner.OpenAsync("/settings/retention");

        await owner.GetByLabel("质量", new() { Exact = true }).SelectOptionAsync("Months");
        var months = owner.GetByLabel("质量：保留几个月");
        await months.FillAsync("0");
        await owner.Button("保存").ClickAsync();
        await owner.GetByText("保留期限要在 1 到 240 个月之间。").WaitForAsync();
        await months.FillAsync("24");
        await owner.Button("保存").ClickAsync();
        await owner.GetByText("要由另一个有审批权的人确认后才生效").WaitForAsync();
        await owner.GetByText("现在没有证据会被移除。").WaitForAsync();
        (await Axe.FindingsAsync(owner)).ShouldBeEmpty();
        await owner.Button("提交给另一个人确认").ClickAsync();
        await owner.GetByText("已提交，等另一个有审批权的人确认。").WaitForAsync();
        (await owner.Button("确认缩短").CountAsync()).ShouldBe(0);

        var supervisor = await Desk.SignInAsync(supervisorSignIn, "zh-CN", "light", width, height);
        await supervisor.OpenAsync("/settings/retention");
        await supervisor.GetByText("一直保留 → 24 个月").WaitForAsync();
        (await Axe.FindingsAsync(supervisor)).ShouldBeEmpty();
        await supervisor.Button("确认缩短").ClickAsync();
        await supervisor.GetByText("到期的证据会被移除，无法找回。").WaitForAsync();
        await supervisor.Button("确认缩短").ClickAsync();
        await supervisor.GetByText("第 2 版已生效").WaitForAsync();
        await supervisor.Locator("header .chip", new() { HasText = "第 2 版" }).WaitForAsync();
        await Assertions.Expect(supervisor.GetByLabel("质量：保留几个月")).ToHaveValueAsync("24");
    }
}
