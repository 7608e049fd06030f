using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Remedies;

/// <summary>The courier lost a parcel (SPEC 4.1, Logistics): the buyer gets another one, and the courier pays for it.</summary>
public sealed class LostParcelJourney(BrowserDesk desk) : Journey(desk)
{
    private const string OrderNo = "3399000000000047";

    [Fact]
    public async Task LostParcel_IsReshipped_AndItsCostIsWonBackFromTheCourier()
    {
        var store = await OwnStoreAsync("丢件小店");
        var agent = await store.JoinAsync("林丢件", Role.AfterSales);
        await store.DescribeAsync("浙江省", "杭州市", 0.32m);
        await store.ImportOrdersAsync((OrderNo, "丢件买家", "200.00"));
        var number = await store.Api.BuyerSaysAboutAsync("丢件买家", "快递显示签收了，我根本没收到", OrderNo);
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Logistics, CaseSubtype.Lost, null), store.Owner)).Refusal.ShouldBeNull();

        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(number);
        await bench.AnswerAsync("快递怎么答复？", "承认问题");
        await bench.AnswerAsync("买家要货还是要退款？", "要货");
        await bench.AnswerAsync("还有库存吗？", "有货");
        await bench.AnswerAsync("买家是不是急用，等不了普通补发？", "急用");
        await bench.Facts.Locator(".option", new() { HasText = "补发" }).Locator("[data-key]").First.ClickAsync();
        var dialog = bench.Page.OpenDialog();
        await Assertions.Expect(dialog.Locator(".terms")).ToContainTextAsync("快递索赔");
        await dialog.Button("执行").ClickAsync();

        // Another parcel leaves, and what it costs is the courier's.
        await bench.MoveAsync("reship", "登记发货单号", ("运单号", "SF3399000047"), ("快递公司", "顺丰速运"));
        var costs = bench.Facts.Locator("section[aria-labelledby=payment-title]");
        await Assertions.Expect(costs).ToContainTextAsync("快递");

        // The courier haggles, and pays.
        await bench.MoveAsync("courier claim", "提出索赔", ("金额（元）", "200"));
        await Assertions.Expect(bench.Facts.Locator(".facts-known")).ToContainTextAsync("处理中");
        await bench.MoveAsync("courier claim", "对方同意赔", ("金额（元）", "136"));
        await bench.MoveAsync("courier claim", "赔款到账", ("金额（元）", "136"));
        await Assertions.Expect(bench.Action("courier claim")).ToContainTextAsync("¥136.00");
        await Assertions.Expect(bench.Facts.Locator(".facts-known")).ToContainTextAsync("已获赔");

        await bench.Page.OpenAsync("/payments/claims");
        await bench.Page.GetByRole(AriaRole.Heading, new() { Name = "圆通速递" }).WaitForAsync();
        await Assertions.Expect(bench.Page.Locator("tfoot").First).ToContainTextAsync("¥136.00");

        await bench.OpenAsync(number);
        await bench.MoveAsync("courier query", "有答复了", ("编号（选填）", "YTO-20261126"));
        await bench.TickOffAsync();
        await bench.ReplyAsync("亲，已经用顺丰给您补发");
        await bench.Page.Button("解决").ClickAsync();
        await bench.Facts.Locator("[data-follow-up]").WaitForAsync();
        (await store.Api.StateAsync(number)).ShouldBe("Resolved");
    }
}
