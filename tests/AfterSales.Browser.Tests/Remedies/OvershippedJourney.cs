using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Remedies;

/// <summary>The warehouse sent one piece too many (SPEC 4.1, WrongItem): it is fetched before anything is given.</summary>
public sealed class OvershippedJourney(BrowserDesk desk) : Journey(desk)
{
    private const string OrderNo = "3399000000000046";

    [Fact]
    public async Task ExtraPiece_IsPickedUpByTheCourier_TheStockPutRight_AndTheBuyerThanked()
    {
        var store = await OwnStoreAsync("多发小店");
        var agent = await store.JoinAsync("林多发", Role.AfterSales);
        var warehouse = await store.JoinAsync("周多发", Role.Warehouse);
        await store.DescribeAsync("浙江省", "杭州市", 0.32m);
        await store.ImportOrdersAsync((OrderNo, "多发买家", "399.00"));
        var number = await store.Api.BuyerSaysAboutAsync("多发买家", "你们多发了一件给我", OrderNo);
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.OverShipped, null), store.Owner)).Refusal.ShouldBeNull();

        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        await bench.AnswerAsync("底单称重说明了什么？", "证实所说");
        await bench.AnswerAsync("多发的那件，买家怎么说？", "愿意退回");
        await bench.Facts.Locator(".option", new() { HasText = "优惠券" }).Locator("[data-key]").ClickAsync();
        var dialog = bench.Page.OpenDialog();
        await dialog.GetByLabel("金额（元）").FillAsync("5");
        await Assertions.Expect(dialog.Locator(".terms")).ToContainTextAsync("上门取回");
        await dialog.Button("执行").ClickAsync();

        // The courier fetches it.
        await bench.MoveAsync("pickup", "已约取件", ("编号（选填）", "QJ-20261126-1"));
        await Assertions.Expect(bench.Action("pickup")).ToContainTextAsync("已预约");
        await bench.MoveAsync("pickup", "已取回", ("编号（选填）", "SF3399000046"));
        await bench.SaysAsync("已取回");

        // The warehouse puts its stock right on its own desk; the agent sees it.
        var phone = await Desk.SignInAsync(warehouse, width: 360, height: 740, touch: true);
        await phone.OpenAsync("/warehouse?list=stock");
        await phone.Locator("[data-row]", new() { HasText = number }).TapAsync();
        await phone.Locator("section[aria-labelledby=card-title]").GetByRole(AriaRole.Button, new() { Name = "完成" }).TapAsync();
        await Assertions.Expect(bench.Action("delist")).ToContainTextAsync("已完成");

        var payments = await Desk.SignInAsync(agent);
        await payments.OpenAsync("/payments");
        await payments.Locator("[data-row]", new() { HasText = "多发买家" }).Button("已付款…").ClickAsync();
        await payments.OpenDialog().GetByLabel("凭证号").FillAsync("COUPON-1");
        await payments.OpenDialog().Button("登记付款").ClickAsync();
        await Assertions.Expect(bench.Action("coupon")).ToContainTextAsync("已到账");

        await bench.TickOffAsync();
        await bench.ReplyAsync("亲，已经取回，送您的优惠券到账了");
        await bench.Page.Button("解决").ClickAsync();
        await bench.Facts.Locator("[data-follow-up]").WaitForAsync();
        (await store.Api.StateAsync(number)).ShouldBe("Resolved");
    }
}
