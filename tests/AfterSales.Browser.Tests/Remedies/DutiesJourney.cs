using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Remedies;

/// <summary>What somebody did ticks what the rules ask for, and nobody resolves a case past the warehouse without knowing.</summary>
public sealed class DutiesJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Duty_ThatAReplyFulfils_IsDoneWithoutBeingBegun_AndAWaitingCheckIsAskedAboutBeforeResolving()
    {
        var store = await OwnStoreAsync("安抚小店");
        var agent = await store.JoinAsync("林安抚", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("着急买家", "快递三天没动了");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Logistics, CaseSubtype.Delayed, null), store.Owner)).Refusal.ShouldBeNull();
        (await Desk.Get<RequestEvidence>().ExecuteAsync(new(number, ["weigh slip"]), store.Owner)).Refusal.ShouldBeNull();
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        var duty = bench.Facts.Locator("section[aria-labelledby=duties-title] li", new() { HasText = "安抚" });
        await Assertions.Expect(duty.GetByRole(AriaRole.Button)).ToHaveCountAsync(2);

        await bench.ReplyAsync("亲别急，马上帮您问快递");
        await Assertions.Expect(duty).ToContainTextAsync("林安抚 已做");
        await Assertions.Expect(duty.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await bench.Page.Button("解决").ClickAsync();
        await Assertions.Expect(bench.Page.OpenDialog()).ToContainTextAsync("仓库还在核对：底单称重。");
        await bench.Page.OpenDialog().Button("等仓库").ClickAsync();
        (await store.Api.StateAsync(number)).ShouldNotBe("Resolved");

        await bench.Page.Button("解决").ClickAsync();
        await bench.Page.OpenDialog().Button("撤回核对并解决").ClickAsync();
        await bench.Facts.Locator("[data-follow-up]").WaitForAsync();
        await bench.SaysAsync("工单已解决，不再需要");
        (await store.Api.StateAsync(number)).ShouldBe("Resolved");
    }
}
