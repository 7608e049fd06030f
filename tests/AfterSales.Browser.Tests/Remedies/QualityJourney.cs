using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Remedies;

/// <summary>Quality B of SPEC 4.1 from the complaint to the call afterwards, with everybody who has a part in it.</summary>
public sealed class QualityJourney(BrowserDesk desk) : Journey(desk)
{
    private const string OrderNo = "3399000000000045";

    [Fact]
    public async Task Worn_TheBuyerRefuses_FortyFiveIsAsked_FortyGranted_Paid_Confirmed_AndFollowedUp()
    {
        var store = await OwnStoreAsync("品质小店");
        var agent = await store.JoinAsync("林品质", Role.AfterSales);
        var supervisor = await store.JoinAsync("陈品质", Role.Supervisor);
        await store.DescribeAsync("浙江省", "杭州市", 0.32m);
        await store.ImportOrdersAsync((OrderNo, "品质买家", "399.00"));
        var number = await store.Api.BuyerSaysAboutAsync("品质买家", "穿过一次袖口就开线了", OrderNo);
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), store.Owner)).Refusal.ShouldBeNull();

        // The agent finds out, offers what is in their hands, and the buyer says no.
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        await bench.AnswerAsync("买家发来的照片说明了什么？", "证实所说");
        await bench.AnswerAsync("问题是买家自己造成的吗？", "不是");
        await bench.AnswerAsync("穿过或洗过吗？", "已穿或已洗");
        await bench.ReplyAsync("亲，给您补偿 20 元可以吗");
        await bench.ChangeFactAsync("对方案的答复", "不接受");

        // That the supervisor decides is a duty, and begins where one asks.
        await bench.Facts.Button("申请裁定…").ClickAsync();
        await Assertions.Expect(bench.Page.OpenDialog()).ToContainTextAsync("部分折让");
        await bench.Page.Keyboard.PressAsync("Escape");
        var discount = bench.Facts.Locator(".option", new() { HasText = "部分折让" });
        await discount.Locator("[data-key]").ClickAsync();
        var dialog = bench.Page.OpenDialog();
        await dialog.GetByLabel("金额（元）").FillAsync("45");
        await Assertions.Expect(dialog.Locator(".terms")).ToContainTextAsync("主管");
        await dialog.GetByLabel("给审批人的说明").FillAsync("穿过一次开线，买家不接受 ¥20");
        await dialog.Button("申请").ClickAsync();
        var action = bench.Action("partial discount");
        await Assertions.Expect(action).ToContainTextAsync("待审批");

        // The supervisor grants less, with a thumb.
        var phone = await Desk.SignInAsync(supervisor, width: 360, height: 740, touch: true);
        await phone.OpenAsync("/approvals");
        await phone.Locator(".item [data-row][href^='/approvals/']", new() { HasText = "品质买家" }).TapAsync();
        await phone.Button("改价").TapAsync();
        await phone.OpenDialog().GetByLabel("批准金额（元）").FillAsync("40");
        await phone.OpenDialog().Button("按此金额批准").TapAsync();
        await Assertions.Expect(action).ToContainTextAsync("¥40.00");
        await Assertions.Expect(action).ToContainTextAsync("待付款");

        // What is open is named before the case can be resolved; then it is paid, and arrives.
        await bench.ReplyAsync("亲，给您补偿 40 元");
        await bench.Page.Button("解决").ClickAsync();
        await Assertions.Expect(bench.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("部分折让");
        var payments = await Desk.SignInAsync(agent);
        await payments.OpenAsync("/payments");
        var payment = payments.Locator("[data-row]", new() { HasText = "品质买家" });
        await payment.PickAsync("标记为已付待确认");
        await payments.OpenDialog().Button("已付出").ClickAsync();
        await Assertions.Expect(action).ToContainTextAsync("已付待确认");
        await payments.OpenAsync("/payments?show=sent");
        await payment.Button("确认到账").ClickAsync();
        await payments.OpenDialog().GetByLabel("凭证号").FillAsync("20261126400040");
        await payments.OpenDialog().Button("确认到账").ClickAsync();
        await bench.Facts.Locator("section[aria-labelledby=payment-title]").GetByText("20261126400040").WaitForAsync();

        // Whatever else the playbook asks for is ticked off, and the buyer is asked how it went.
        await bench.TickOffAsync();
        await bench.Page.Button("解决").ClickAsync();
        var followUp = bench.Facts.Locator("[data-follow-up]");
        await followUp.GetByLabel("5 分").ClickAsync();
        await bench.Page.Keyboard.PressAsync("y");
        await followUp.GetByText("5 分").WaitForAsync();
        await bench.Header.Locator(".actions").Button("关闭").ClickAsync();
        await bench.SaysAsync("关闭了工单");
        (await store.Api.StateAsync(number)).ShouldBe("Closed");
    }
}
