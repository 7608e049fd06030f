using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Hosting;

/// <summary>Two processes on one database.</summary>
public sealed class TwoNodesJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Message_PostedToOneNode_AppearsLiveOnTheOther_AndAReplyGoesBack()
    {
        var store = await OwnStoreAsync("两机小店");
        var agent = await store.JoinAsync("林两机", Role.AfterSales);
        await using var other = await Desk.StartNodeAsync();
        var here = new Workbench(await Desk.SignInAsync(agent));
        await here.QueueAsync();
        var there = new Workbench(await Desk.SignInAsync(agent, address: other.Address));
        await there.QueueAsync();

        var number = await store.Api.BuyerSaysAsync("两机买家", "发错货了");
        await there.Row("两机买家").ClickAsync();
        await there.SaysAsync("发错货了");
        await store.Api.BuyerSaysAsync("两机买家", "在吗，等很久了");
        await there.SaysAsync("在吗，等很久了");

        await here.OpenAsync(number);
        await there.ReplyAsync("亲，在的，马上处理");
        await here.SaysAsync("亲，在的，马上处理");
        await Assertions.Expect(here.RunningClock("Reply")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Node_DiesWhileSomebodyTypes_TheOtherOneGoesOnWithTheDraft()
    {
        var store = await OwnStoreAsync("断电小店");
        var agent = await store.JoinAsync("林断电", Role.AfterSales);
        var number = await store.Api.BuyerSaysAsync("断电买家", "发错货了");
        await using var dying = await Desk.StartNodeAsync();
        // What stands before the nodes sends a browser to one that lives.
        await using var wire = Wire.To(dying.Address);
        var bench = new Workbench(await Desk.SignInAsync(agent, address: wire.Address));
        await bench.OpenAsync(number);
        await bench.TypeAsync("亲，写到一半就断电了");

        await dying.KillAsync();
        await bench.Page.GetByText("连接断开，正在重新连接…您输入的内容不会丢。").WaitForAsync();
        await store.Api.BuyerSaysAsync("断电买家", "还在吗");
        wire.LeadTo(Desk.Process.Address);

        await bench.SaysAsync("还在吗");
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("亲，写到一半就断电了");
        await bench.ReplyAsync("亲，写到一半就断电了，现在好了");
        (await store.Api.StateAsync(number)).ShouldBe("Confirming");
    }
}
