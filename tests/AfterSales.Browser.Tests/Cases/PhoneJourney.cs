using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class PhoneJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Case_IsAnsweredWithAThumb()
    {
        var store = await OwnStoreAsync("手机小店");
        var agent = await store.JoinAsync("林手机", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("手机买家", "发错货了");
        var bench = new Workbench(await Desk.SignInAsync(agent, width: 360, height: 740, touch: true));
        await bench.QueueAsync();

        await bench.Row("手机买家").TapAsync();
        await Assertions.Expect(bench.Page.Locator("section.queue")).ToBeHiddenAsync();
        await bench.Page.Button("详情").TapAsync();
        await bench.RunningClock("Reply").WaitForAsync();
        await bench.Page.Button("对话").TapAsync();
        await bench.Composer.TapAsync();
        await bench.TypeAsync("亲，马上给您换货");
        var send = bench.Page.Locator("[data-send]");
        await Assertions.Expect(send).ToBeInViewportAsync();
        (await send.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(32);
        (await bench.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await send.TapAsync();

        await bench.SaysAsync("亲，马上给您换货");
        (await store.Api.StateAsync(number)).ShouldBe("Confirming");
        await bench.Page.GetByRole(AriaRole.Link, new() { Name = "返回队列" }).TapAsync();
        await bench.Row("手机买家").WaitForAsync();
    }
}
