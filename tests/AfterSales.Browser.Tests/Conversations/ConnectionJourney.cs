using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Conversations;

public sealed class ConnectionJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Connection_LostAndBack_KeepsTheDraftAndCatchesUp()
    {
        var store = await OwnStoreAsync("断线小店");
        var agent = await store.JoinAsync("林断线", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("断线买家", "发错货了");
        await using var wire = Wire.To(Desk.Process.Address);
        var bench = new Workbench(await Desk.SignInAsync(agent, address: wire.Address));
        await bench.OpenAsync(number);
        await bench.TypeAsync("亲，我查一下");

        wire.Cut();
        await bench.Page.GetByText("连接断开，正在重新连接…您输入的内容不会丢。").WaitForAsync();
        await bench.Composer.FillAsync("亲，我查一下，稍等哦");
        await store.Api.BuyerSaysAsync("断线买家", "在吗？怎么没人理我");
        wire.Mend();

        await bench.SaysAsync("在吗？怎么没人理我");
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("亲，我查一下，稍等哦");
        await bench.Composer.PressAsync("Control+Enter");
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "亲，我查一下，稍等哦" }).WaitForAsync();
    }

    [Fact]
    public async Task Note_WrittenWhileTheLineIsSlow_StaysANote()
    {
        var store = await OwnStoreAsync("慢线小店");
        var agent = await store.JoinAsync("林慢线", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("慢线买家", "发错货了");
        await using var wire = Wire.To(Desk.Process.Address);
        var bench = new Workbench(await Desk.SignInAsync(agent, address: wire.Address));
        await bench.OpenAsync(number);
        await bench.TypeAsync("亲，我查一下");

        wire.HoldUp();
        await bench.Page.Locator("[data-key=n]").ClickAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("");
        await bench.TypeAsync("仓库说还有米白库存");
        await bench.Composer.PressAsync("Control+Enter");
        wire.LetGo();

        await bench.Conversation.Locator(".bubble.note", new() { HasText = "仓库说还有米白库存" }).WaitForAsync();
        await bench.Page.Locator("[data-key=r]").ClickAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("亲，我查一下");
    }
}
