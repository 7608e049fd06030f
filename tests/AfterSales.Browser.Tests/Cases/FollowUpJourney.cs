using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class FollowUpJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Buyers_AreAsked_OneIsSettled_OneComesBack_OneIsNotReached()
    {
        var store = await OwnStoreAsync("回访小店");
        var agent = await store.JoinAsync("林回访", Role.AfterSales);
        var bench = new Workbench(await Desk.SignInAsync(agent));
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var buyer in new[] { "满意买家", "不满买家", "失联买家" }) numbers[buyer] = await ResolvedAsync(store, bench, buyer);

        await bench.QueueAsync("followup");
        await Assertions.Expect(bench.Page.Locator("[data-row]")).ToHaveCountAsync(3);
        await Assertions.Expect(bench.Page.GetByRole(AriaRole.Link, new() { Name = "回访 3", Exact = true })).ToBeVisibleAsync();

        // With the keyboard alone, and the list follows.
        await bench.Row("满意买家").ClickAsync();
        var card = bench.Facts.Locator("[data-follow-up]");
        await card.GetByLabel("5 分").ClickAsync();
        await bench.Page.Keyboard.PressAsync("y");
        await card.GetByText("5 分").WaitForAsync();
        await Assertions.Expect(bench.Page.Locator("[data-row]")).ToHaveCountAsync(2);
        await bench.Header.Locator(".actions").Button("关闭").ClickAsync();
        await bench.SaysAsync("关闭了工单");

        await bench.Row("不满买家").ClickAsync();
        await card.GetByLabel("买家怎么说（选填）").FillAsync("补发的也是坏的");
        // One key alone reopens nothing; the question has the keyboard.
        await bench.Row("不满买家").FocusAsync();
        await bench.Page.Keyboard.PressAsync("u");
        await Assertions.Expect(card.Button("重新打开")).ToBeFocusedAsync();
        (await store.Api.StateAsync(numbers["不满买家"])).ShouldBe("Resolved");
        await bench.Page.Keyboard.PressAsync("Enter");
        await bench.SaysAsync("买家不满意，工单重新打开");
        await bench.RunningClock("Resolution").WaitForAsync();
        await bench.Header.GetByText("▲ 优先").WaitForAsync();

        await bench.Row("失联买家").ClickAsync();
        await card.Button("未联系上").ClickAsync();
        await card.GetByText("联系过 1 次，没有联系上。").WaitForAsync();
        await bench.Header.Locator(".actions").Button("关闭").ClickAsync();
        await bench.Page.OpenDialog().Button("多次联系，联系不上买家").ClickAsync();
        await bench.Page.OpenDialog().Button("不回访，直接关闭").ClickAsync();
        await bench.SaysAsync("没有回访就关闭了工单：多次联系，联系不上买家");
        await bench.Page.GetByText("没有要回访的工单").WaitForAsync();

        (await store.Api.StateAsync(numbers["满意买家"])).ShouldBe("Closed");
        (await store.Api.StateAsync(numbers["不满买家"])).ShouldBe("Confirming");
        (await store.Api.StateAsync(numbers["失联买家"])).ShouldBe("Closed");
    }

    private async Task<string> ResolvedAsync(OwnStore store, Workbench bench, string buyer)
    {
        var number = await store.Api.BuyerSaysAsync(buyer, "少了一件");
        await bench.OpenAsync(number);
        await bench.ReplyAsync("亲，已经补发");
        (await Desk.Get<ResolveCase>().ExecuteAsync(new(number, null), store.Owner)).Ok.ShouldBeTrue();
        return number;
    }
}
