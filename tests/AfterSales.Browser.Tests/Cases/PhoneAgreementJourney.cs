using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class PhoneAgreementJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task AgreedByPhone_WaitsForTheBuyersWord_WhichIsMarked()
    {
        var store = await OwnStoreAsync("电话小店");
        var agent = await store.JoinAsync("林电话", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("电话买家", "裙子开线了");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        await bench.ReplyAsync("亲，给您打电话了");

        await NoteAsync(bench, "退 15 元，裙子留下");
        await bench.Page.Locator("[data-phone]").GetByText("退 15 元，裙子留下").WaitForAsync();
        await bench.Row("电话买家").GetByText("☎ 电话协议未确认").WaitForAsync();
        await Assertions.Expect(bench.Conversation.Locator(".bubble.buyer", new() { HasText = "裙子开线了" }).Locator("button")).ToHaveCountAsync(0);

        await store.Api.BuyerSaysAsync("电话买家", "好的，确认退 15");
        var word = bench.Conversation.Locator(".bubble.buyer", new() { HasText = "好的，确认退 15" });
        await word.Button("☎ 这就是确认").ClickAsync();
        await word.GetByText("☎ 电话协议的确认").WaitForAsync();
        await Assertions.Expect(bench.Page.Locator("[data-phone]")).ToHaveCountAsync(0);
        await Assertions.Expect(bench.Row("电话买家").GetByText("☎")).ToHaveCountAsync(0);

        await NoteAsync(bench, "再补一件小样");
        await bench.Page.Locator("[data-phone]").Button("撤回…").ClickAsync();
        await bench.Page.OpenDialog().GetByLabel("为什么撤回").FillAsync("买家不要了");
        await bench.Page.OpenDialog().Button("撤回").ClickAsync();
        await bench.SaysAsync("撤回了电话协议：买家不要了");
        await Assertions.Expect(bench.Page.Locator("[data-phone]")).ToHaveCountAsync(0);
    }

    private static async Task NoteAsync(Workbench bench, string words)
    {
        await bench.Header.Locator(".actions details[data-menu]").PickAsync("记下电话协议…");
        await bench.Page.OpenDialog().GetByLabel("电话里说好了什么").FillAsync(words);
        await bench.Page.OpenDialog().Button("记下").ClickAsync();
    }
}
