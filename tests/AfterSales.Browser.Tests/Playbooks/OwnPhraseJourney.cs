using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Playbooks;

public sealed class OwnPhraseJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task APhraseOfTheStoresOwn_IsMade_PickedAndPublished_ReadInEnglish_AndSaidInChinese()
    {
        var store = await OwnStoreAsync("自有话术小店");
        var supervisor = await Desk.SignInAsync(await store.JoinAsync("陈话术", Role.Supervisor));
        var agent = await store.JoinAsync("林话术", Role.AfterSales);

        await supervisor.OpenAsync("/settings/phrases");
        await supervisor.Button("新话术…").ClickAsync();
        var dialog = supervisor.OpenDialog();
        await dialog.GetByLabel("名称").FillAsync("说明处理时间");
        await dialog.GetByLabel("中文").FillAsync("亲，{1}内处理好");
        await dialog.GetByLabel("英文").FillAsync("Dear buyer, it is settled within a day");
        await dialog.Button("保存").ClickAsync();
        await dialog.GetByText("没有什么可以填进 {1}").WaitForAsync();
        await dialog.GetByLabel("中文").FillAsync("亲，一天内处理好");
        await dialog.Button("保存").ClickAsync();
        await supervisor.GetByText("亲，一天内处理好").WaitForAsync();

        await supervisor.OpenAsync("/playbooks/WrongItem/draft");
        await supervisor.Locator("#cell-phrases-0-4").ClickAsync();
        await supervisor.OpenDialog().GetByLabel("结果").SelectOptionAsync(new SelectOptionValue { Label = "说明处理时间" });
        await supervisor.OpenDialog().Button("确定").ClickAsync();
        await Assertions.Expect(supervisor.Locator("#cell-phrases-0-4")).ToHaveTextAsync("说明处理时间");
        await supervisor.GetByText("检查通过").WaitForAsync();
        await supervisor.GetByText("已保存").WaitForAsync();

        await supervisor.OpenAsync("/settings/phrases");
        await supervisor.Button("停用“说明处理时间”").ClickAsync();
        await supervisor.GetByText("这些规则还在用这句话术：发错货（草稿）。").WaitForAsync();

        await PublishAsync(store);
        var number = await store.Api.BuyerSaysAsync("话术买家", "少发了一件");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), store.Owner)).Ok.ShouldBeTrue();
        var bench = new Workbench(await Desk.SignInAsync(agent, "en"));
        await bench.OpenAsync(number);
        await bench.TypeAsync("亲");
        await bench.Facts.Locator(".phrase", new() { HasText = "Dear buyer, it is settled within a day" }).ClickAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync("亲\n亲，一天内处理好");
        await bench.Facts.GetByRole(AriaRole.Button, new() { Name = "Ask the buyer" }).ClickAsync();
        await Assertions.Expect(bench.Composer).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("商品照片、面单照片"));
    }

    private async Task PublishAsync(OwnStore store)
    {
        var draft = (await Desk.Get<DraftQueries>().FindAsync(store.Owner, "WrongItem")).Value!.Draft!;
        var proposed = (await Desk.Get<ProposePlaybook>().ExecuteAsync(new("WrongItem", draft.Seen, "说明处理时间"), store.Owner)).Value;
        var second = Actor.Person(Guid.CreateVersion7(), "第二个人", store.Owner.StoreId, [Role.Owner]);
        (await Desk.Get<PublishPlaybook>().ExecuteAsync(new("WrongItem", proposed), second)).Refusal.ShouldBeNull();
        // By the clock on the wall, as cases are dated: a timer may be some milliseconds early by it.
        var published = TimeProvider.System.GetUtcNow();
        await Eventually.TrueAsync(() => TimeProvider.System.GetUtcNow() > published + PublishPlaybook.Lead, Limit);
    }
}
