using AfterSales.Application.Cases;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Playbooks;

public sealed class GuidanceJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task MissingItem_FromTheFirstMessageToThePreferredRemedy()
    {
        var store = await OwnStoreAsync("漏发小店");
        var agent = await store.JoinAsync("林漏发", Role.AfterSales);
        var warehouse = await store.JoinAsync("周仓库", Role.Warehouse);
        var number = await store.Api.BuyerSaysAsync("漏发买家", "两件套怎么只有裤子，少了一件");
        var mine = await OpenAsync(agent, number);
        var theirs = await OpenAsync(warehouse, number);

        // What the keywords propose is confirmed with one tap.
        await mine.Facts.GetByRole(AriaRole.Button, new() { Name = "是 发错货·漏发" }).ClickAsync();
        await Assertions.Expect(mine.Facts.Locator(".guidance .party")).ToContainTextAsync("待核实");
        await Assertions.Expect(mine.Facts.Locator(".options")).ToHaveCountAsync(0, new() { Timeout = 10_000 });

        // What is missing is named in the box, under what stands there already.
        await mine.TypeAsync("亲，您稍等");
        await mine.Facts.GetByRole(AriaRole.Button, new() { Name = "向买家索取" }).ClickAsync();
        await Assertions.Expect(mine.Composer).ToHaveValueAsync("亲，您稍等\n亲，为了尽快帮您处理，麻烦您再提供一下：商品照片、面单照片。收到后马上帮您核实～");
        // The buyer was not asked by words that nobody sent: thrown away, they are forgotten.
        var asks = mine.Page.Locator("[data-asks]");
        await Assertions.Expect(asks).ToContainTextAsync("商品照片、面单照片");
        await mine.Composer.FillAsync("");
        await Assertions.Expect(asks).ToHaveCountAsync(0);
        await mine.Facts.GetByRole(AriaRole.Button, new() { Name = "向买家索取" }).ClickAsync();
        await Assertions.Expect(asks).ToContainTextAsync("商品照片、面单照片");
        await mine.Page.ReloadAsync();
        await Assertions.Expect(asks).ToContainTextAsync("商品照片、面单照片");
        await Assertions.Expect(theirs.Facts).Not.ToContainTextAsync("已索取");
        await mine.Composer.PressAsync("Control+Enter");
        await mine.SaysAsync("林漏发 索取：商品照片");
        await Assertions.Expect(asks).ToHaveCountAsync(0);
        await Assertions.Expect(theirs.Facts).ToContainTextAsync("已索取");

        // Each says what they know; the other sees it come.
        await mine.AnswerAsync("买家发来的照片说明了什么？", "证实所说");
        await Assertions.Expect(theirs.Facts.Locator(".facts-known")).ToContainTextAsync("证实所说");
        await Assertions.Expect(theirs.Question("还有库存吗？").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await theirs.AnswerAsync("底单称重说明了什么？", "证实所说");
        await Assertions.Expect(mine.Facts.Locator(".guidance .party")).ToContainTextAsync("仓库 · 店铺承担");
        await mine.AnswerAsync("还有库存吗？", "有货");
        await Assertions.Expect(mine.Facts.Locator(".option").First).ToContainTextAsync("首选");
        await Assertions.Expect(mine.Facts.Locator(".because")).ToContainTextAsync("底单称重与应发不符，确为漏发");

        await ReasonsAsync(mine);

        // What it may cost is known once the piece has a price: nobody has to be asked.
        await PieceIsWorthAsync(mine, "129");

        // A key does not pick while somebody types.
        await mine.Composer.PressAsync("1");
        await Assertions.Expect(mine.Facts.Locator(".option.chosen")).ToHaveCountAsync(0);
        await mine.Facts.Locator("#guidance-title").ClickAsync();
        await mine.Page.Keyboard.PressAsync("1");
        await mine.Page.OpenDialog().GetByText("在您的权限内，不用审批").WaitForAsync();
        await mine.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(mine.Facts.Locator(".option.chosen")).ToContainTextAsync("补发");
        await Assertions.Expect(theirs.Facts.Locator(".option.chosen")).ToContainTextAsync("补发");

        // What is open is named, each a way to where it is done; the warehouse packs, and what was agreed is taken back with a reason.
        await mine.ReplyAsync("亲，今天就给您补发");
        await mine.Page.Button("解决").ClickAsync();
        await mine.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button, new() { Name = "补发" }).ClickAsync();
        await Assertions.Expect(mine.Facts.Locator("[data-action=reship]")).ToBeFocusedAsync();
        await theirs.Facts.GetByRole(AriaRole.Button, new() { Name = "已打包：补发" }).ClickAsync();
        await Assertions.Expect(mine.Facts.Locator("[data-action=reship]")).ToContainTextAsync("已打包");
        await mine.Facts.Locator("[data-action=reship] summary").ClickAsync();
        await mine.Facts.Locator("[data-action=reship]").GetByRole(AriaRole.Button, new() { Name = "作废" }).ClickAsync();
        await mine.Facts.GetByLabel("原因").FillAsync("买家改要退款");
        await mine.Facts.GetByLabel("原因").PressAsync("Enter");
        await Assertions.Expect(theirs.Facts.Locator(".option.chosen")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Money_IsAskedFor_NeverBeginsWithANumber_AndKeepsToItsBound()
    {
        var store = await OwnStoreAsync("金额小店");
        var bench = await OpenAsync(await store.JoinAsync("林金额", Role.AfterSales), await MissingAsync(store));
        await bench.AnswerAsync("买家发来的照片说明了什么？", "证实所说");
        await bench.AnswerAsync("底单称重说明了什么？", "证实所说");
        await bench.AnswerAsync("还有库存吗？", "缺货");
        await PieceIsWorthAsync(bench, "129");

        var refund = bench.Facts.Locator(".option", new() { HasText = "仅退款" });
        await Assertions.Expect(refund).ToContainTextAsync("¥129.00");
        await refund.GetByRole(AriaRole.Button, new() { Name = "：仅退款" }).And(refund.Locator("[data-key]")).ClickAsync();
        var dialog = bench.Page.OpenDialog();
        await Assertions.Expect(dialog.Locator(".because")).ToContainTextAsync("因为");
        // A price is what was paid; more than that is nobody's to give.
        var amount = dialog.GetByLabel("金额（元）");
        await Assertions.Expect(amount).ToHaveValueAsync("129");
        await amount.FillAsync("130");
        await amount.PressAsync("Enter");
        await Assertions.Expect(dialog).ToContainTextAsync("不能超过上限 ¥129.00");
        // No order says what was paid; until somebody does, nobody can say who may allow it.
        await amount.FillAsync("129");
        var paid = dialog.GetByLabel("涉及的商品实付多少？");
        await paid.FillAsync("268");
        await paid.PressAsync("Tab");
        await Assertions.Expect(dialog.Locator(".terms")).ToContainTextAsync("接下来要做");
        await amount.PressAsync("Enter");
        await Assertions.Expect(bench.Facts.Locator("[data-action='refund only']")).ToContainTextAsync("¥129.00");

        // What was said can be taken back; what followed from it goes with it.
        await bench.Facts.Locator(".facts-known summary").ClickAsync();
        await bench.Facts.GetByRole(AriaRole.Button, new() { Name = "撤回：底单称重" }).ClickAsync();
        await Assertions.Expect(bench.Facts.Locator(".guidance .party")).ToContainTextAsync("待核实");
    }

    [Fact]
    public async Task Panel_OnAPhone_WorksWithAThumb()
    {
        var store = await OwnStoreAsync("拇指小店");
        var bench = new Workbench(await Desk.SignInAsync(await store.JoinAsync("林拇指", Role.AfterSales), width: 360, height: 740, touch: true));
        await bench.OpenAsync(await MissingAsync(store));
        await bench.Page.Button("详情").TapAsync();
        var answer = bench.Question("买家发来的照片说明了什么？").GetByRole(AriaRole.Button, new() { Name = "看不清" });
        await answer.ScrollIntoViewIfNeededAsync();
        (await answer.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(36);
        await answer.TapAsync();
        await Assertions.Expect(bench.Facts.Locator(".facts-known")).ToContainTextAsync("看不清");
        (await bench.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);

        // What goes to the buyer is shown where it goes.
        await bench.Facts.GetByRole(AriaRole.Button, new() { Name = "向买家索取" }).TapAsync();
        await Assertions.Expect(bench.Composer).ToBeVisibleAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("商品照片、面单照片|面单照片"));
    }

    private static async Task ReasonsAsync(Workbench bench)
    {
        await bench.Facts.GetByRole(AriaRole.Button, new() { Name = "为什么：补发" }).ClickAsync();
        var dialog = bench.Page.OpenDialog();
        await dialog.GetByText("确为漏发，免费补发少的那一件").WaitForAsync();
        await dialog.Locator("summary").First.ClickAsync();
        await Assertions.Expect(dialog.Locator(".silent").First).ToContainTextAsync("这条要");
        await bench.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(bench.Page.OpenDialog()).ToHaveCountAsync(0);
    }

    private async Task<Workbench> OpenAsync(string person, string number)
    {
        var bench = new Workbench(await Desk.SignInAsync(person));
        await bench.OpenAsync(number);
        return bench;
    }

    private async Task<string> MissingAsync(OwnStore store)
    {
        var number = await store.Api.BuyerSaysAsync("漏发买家", "少发了一件");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), store.Owner)).Ok.ShouldBeTrue();
        return number;
    }

    private static async Task PieceIsWorthAsync(Workbench bench, string yuan)
    {
        var asked = await bench.AskedAsync("少的那一件实付多少？");
        var piece = asked.GetByRole(AriaRole.Textbox);
        await piece.FillAsync(yuan);
        await piece.PressAsync("Enter");
        await Assertions.Expect(asked).ToHaveCountAsync(0);
    }
}
