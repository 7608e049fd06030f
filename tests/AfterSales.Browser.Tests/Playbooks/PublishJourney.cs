using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Shared;
using AfterSales.Web.Playbooks;
using Microsoft.Playwright;
using Npgsql;

namespace AfterSales.Browser.Tests.Playbooks;

/// <summary>Rules change hands: a supervisor changes them, sees what that would have meant, and a second person publishes.</summary>
public sealed class PublishJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Supervisor_ChangesAThreshold_ASecondPersonPublishes_TheNextCaseFollowsAndTheOldOneKeepsItsOwn()
    {
        var store = await OwnStoreAsync("规则发布小店");
        var supervisor = await store.JoinAsync("陈规则", Role.Supervisor);
        var before = await ACaseAsync(store, "老买家");

        var page = await Desk.SignInAsync(supervisor);
        await page.OpenAsync("/playbooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "各类通用" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "修改规则" }).ClickAsync();
        var guide = page.GetByLabel("同城赔付参考", new() { Exact = true });
        await guide.FillAsync("20");
        await guide.PressAsync("Tab");
        await page.GetByText("原为 ¥10").WaitForAsync();
        await page.GetByText("已保存").WaitForAsync();

        await page.Button("撤销").ClickAsync();
        await Assertions.Expect(guide).ToHaveValueAsync("10");
        await page.Button("重做").ClickAsync();
        await Assertions.Expect(guide).ToHaveValueAsync("20");

        await page.GetByRole(AriaRole.Link, new() { Name = "重放" }).ClickAsync();
        await page.Button("开始重放").ClickAsync();
        await page.Locator(".figures").GetByText("看过的工单").WaitForAsync();

        await page.Button("提交发布…").ClickAsync();
        await page.OpenDialog().Button("提交发布").ClickAsync();
        await page.OpenDialog().GetByText("请写明改了什么、为什么").First.WaitForAsync();
        await page.OpenDialog().GetByLabel("改了什么、为什么").FillAsync("同城参考提高到 20 元");
        await page.OpenDialog().Button("提交发布").ClickAsync();
        await page.GetByText("自己改过的处理规则要由另一个人发布。").WaitForAsync();
        await Assertions.Expect(page.Button("发布")).ToHaveCountAsync(0);

        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync("/playbooks/Shared/draft");
        await owner.GetByText("同城参考提高到 20 元").WaitForAsync();
        await owner.Button("退回…").ClickAsync();
        await owner.OpenDialog().GetByLabel("退回的原因").FillAsync("先写清楚成本");
        await owner.OpenDialog().Button("退回").ClickAsync();
        await owner.GetByText("规则发布小店店长 退回：先写清楚成本").WaitForAsync();
        await page.ReloadAsync();
        await page.GetByText("规则发布小店店长 退回：先写清楚成本").WaitForAsync();
        await page.Button("提交发布…").ClickAsync();
        await page.OpenDialog().GetByLabel("改了什么、为什么").FillAsync("同城参考提高到 20 元，一个月约多 200 元");
        await page.OpenDialog().Button("提交发布").ClickAsync();
        await page.GetByText("自己改过的处理规则要由另一个人发布。").WaitForAsync();

        await owner.ReloadAsync();
        await owner.GetByText("一个月约多 200 元").WaitForAsync();
        await Assertions.Expect(owner.Locator("del").First).ToHaveTextAsync("¥10");
        await Assertions.Expect(owner.Locator("ins").First).ToHaveTextAsync("¥20");
        await owner.Button("发布").ClickAsync();
        await owner.GetByText("第 2 版，即将生效").WaitForAsync();
        await Assertions.Expect(owner.GetByText("第 2 版，现行")).ToHaveCountAsync(0);
        await owner.GetByText("第 2 版，现行").WaitForAsync();
        await owner.GetByText("陈规则 提交，规则发布小店店长 发布").WaitForAsync();

        await owner.OpenAsync("/playbooks/WrongItem");
        await owner.GetByText("第 2 版，现行").WaitForAsync();
        var file = await owner.Context.APIRequest.GetAsync("/playbooks/WrongItem/2.dmn");
        (file.Status, file.Headers["content-type"]).ShouldBe((200, "application/xml; charset=utf-8"));
        file.Headers["content-disposition"].ShouldContain("WrongItem-v2.dmn");

        (await VersionOfAsync(store, before)).ShouldBe(1, "open cases keep the rules they began with");
        await Task.Delay(PublishPlaybook.Lead);
        (await VersionOfAsync(store, await ACaseAsync(store, "新买家"))).ShouldBe(2);

        await owner.OpenAsync($"/cases/{before}?view=all");
        await owner.GetByText("规则已更新到 v2，本工单仍按 v1").WaitForAsync();
        await owner.Button("改用新版").ClickAsync();
        await owner.OpenDialog().Button("改用新版").ClickAsync();
        await owner.GetByText("发错货 v2").WaitForAsync();
        await Assertions.Expect(owner.GetByText("本工单仍按")).ToHaveCountAsync(0);
        (await VersionOfAsync(store, before)).ShouldBe(2);
    }

    [Fact]
    public async Task Supervisor_BreaksATable_SeesItBesideTheTable_FillsTheGapAndRestores()
    {
        var store = await OwnStoreAsync("规则修补小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/playbooks/WrongItem/draft");
        await page.GetByText("检查通过").WaitForAsync();

        await page.Button("删除第 14 行").First.ClickAsync();
        await page.Locator("p.note", new() { HasText = "有的情况没有任何一行命中。" }).WaitForAsync();
        await page.Button("补一行").ClickAsync();
        await Assertions.Expect(page.Locator("#cell-situation-13-0")).ToHaveTextAsync("多发");
        await page.Locator("#cell-situation-13-5").ClickAsync();
        await page.OpenDialog().GetByLabel("结果").SelectOptionAsync("\"not settled\"");
        await page.OpenDialog().Button("确定").ClickAsync();
        await Assertions.Expect(page.Locator("#cell-situation-13-5")).ToHaveTextAsync("查不清");

        await page.Locator("#handle-situation-13").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#cell-situation-12-5")).ToHaveTextAsync("查不清");
        await Assertions.Expect(page.Locator("#handle-situation-12")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator("#cell-situation-13-5")).ToHaveTextAsync("查不清");

        await page.Locator("#cell-situation-0-1").ClickAsync();
        await page.OpenDialog().GetByText("高级：原文").ClickAsync();
        await page.OpenDialog().GetByLabel("单元格原文（S-FEEL）").FillAsync("not(\"unclear\"");
        await page.OpenDialog().Button("确定").ClickAsync();
        await page.OpenDialog().GetByText("这里应当是“)”。").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Locator("#dmn-file").SetInputFilesAsync(new FilePayload { Name = "坏文件.dmn", MimeType = "application/xml", Buffer = "<definitions><decision>"u8.ToArray() });
        await page.GetByText("这个文件读不懂").WaitForAsync();
        await page.GetByText("坏文件.dmn: 错误").WaitForAsync();
        await Assertions.Expect(page.Locator("#cell-situation-13-5")).ToHaveTextAsync("查不清");

        await page.GetByText("已保存").WaitForAsync();
        await page.Button("放弃草稿").ClickAsync();
        await page.Button("放弃草稿").ClickAsync();
        await page.GetByText("第 1 版，现行").WaitForAsync();
    }

    [Fact]
    public async Task TwoPeople_OnOneDraft_TheSecondDecidesAndNeitherLosesAnything()
    {
        var store = await OwnStoreAsync("规则同改小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/playbooks/Shared/draft");
        var guide = page.GetByLabel("同城赔付参考", new() { Exact = true });
        await ChangeAsync(page, guide, "12");
        await page.GetByText("已保存").WaitForAsync();

        var draft = (await Desk.Get<DraftQueries>().FindAsync(store.Owner, "Shared")).Value!.Draft!;
        var theirs = DmnReader.Read(draft.Document).Playbook!.WithNumber("margin floor", 5);
        (await Desk.Get<SavePlaybookDraft>().ExecuteAsync(new("Shared", DmnWriter.Write(theirs), draft.Seen, draft.BasedOn), store.Owner)).Refusal.ShouldBeNull();

        await ChangeAsync(page, guide, "14");
        await page.GetByText("您的改动还在这个页面上").WaitForAsync();
        await page.GetByText("看看我的和对方的有什么不同").ClickAsync();
        await page.Locator("del", new() { HasText = "¥5" }).WaitForAsync();
        await page.Button("采用对方的").ClickAsync();
        await Assertions.Expect(guide).ToHaveValueAsync("12");
        await Assertions.Expect(page.GetByLabel("订单毛利底线", new() { Exact = true })).ToHaveValueAsync("5");
        await page.Button("撤销").ClickAsync();
        await Assertions.Expect(guide).ToHaveValueAsync("14");
        await page.GetByText("已保存").WaitForAsync();
        (await Desk.Get<DraftQueries>().FindAsync(store.Owner, "Shared")).Value!.Draft!.Document.ShouldContain("<text>14</text>");
    }

    [Fact]
    public async Task SharedRules_PublishedMeanwhile_AreFollowedAndNothingIsLost()
    {
        var store = await OwnStoreAsync("通用规则小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/playbooks/WrongItem/draft");
        await page.GetByText("检查通过").WaitForAsync();
        await PublishAsync(store, "Shared", playbook => playbook.WithNumber("same city guide", 12));

        // There is nothing to decide: the type's own file is as it was.
        await page.Button("删除第 14 行").First.ClickAsync();
        await page.GetByText("已保存").WaitForAsync();
        await page.GetByText("基于第 2 版").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await PublishAsync(store, "Shared", playbook => playbook.WithNumber("same city guide", 14));
        await page.Button("删除第 13 行").First.ClickAsync();
        await page.GetByText("第 3 版只换了各类通用的规则").WaitForAsync();
        await page.ReloadAsync();
        await page.GetByText("第 3 版只换了各类通用的规则").WaitForAsync();
        await Assertions.Expect(page.Locator("[id^=handle-situation-]")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task NewerVersion_PublishedMeanwhile_IsShownAndOnesOwnEditsStay()
    {
        var store = await OwnStoreAsync("新版规则小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/playbooks/Shared/draft");
        var guide = page.GetByLabel("同城赔付参考", new() { Exact = true });
        await guide.WaitForAsync();
        await PublishAsync(store, "Shared", playbook => playbook.WithNumber("margin floor", 5));

        await ChangeAsync(page, guide, "14");
        await page.GetByText("第 2 版刚刚发布").WaitForAsync();
        await page.GetByText("您的改动还在这个页面上").WaitForAsync();
        await page.GetByText("看看我的和第 2 版有什么不同").ClickAsync();
        await page.Locator("del", new() { HasText = "¥5" }).WaitForAsync();
        await page.Button("改用第 2 版的内容").ClickAsync();
        await Assertions.Expect(guide).ToHaveValueAsync("10");
        await Assertions.Expect(page.GetByLabel("订单毛利底线", new() { Exact = true })).ToHaveValueAsync("5");
        await page.Button("撤销").ClickAsync();
        await Assertions.Expect(guide).ToHaveValueAsync("14");
    }

    [Fact]
    public async Task WholeFile_Uploaded_BecomesTheDraftWithoutWhatAllTypesShare()
    {
        var store = await OwnStoreAsync("整份文件小店");
        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/playbooks/WrongItem/draft");
        await page.GetByText("检查通过").WaitForAsync();
        var (own, shared) = (DmnReader.Read(DefaultPlaybooks.Document("WrongItem")).Playbook!, DmnReader.Read(DefaultPlaybooks.Document("Shared")).Playbook!);
        var whole = DmnWriter.Write(own.With(shared)).Replace("底单称重与应发不符，确为漏发", "称重不足，确为漏发", StringComparison.Ordinal);

        await page.Locator("#dmn-file").SetInputFilesAsync(new FilePayload { Name = "WrongItem.dmn", MimeType = "application/xml", Buffer = System.Text.Encoding.UTF8.GetBytes(whole) });
        await page.GetByText("称重不足，确为漏发").First.WaitForAsync();
        await page.GetByText("检查通过").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("同城赔付参考", new() { Exact = true })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "对比最新版" }).ClickAsync();
        await Assertions.Expect(page.Locator("ins")).ToHaveTextAsync(["称重不足，确为漏发"]);
    }

    [Fact]
    public async Task History_LongerThanAPage_GoesOn()
    {
        var store = await OwnStoreAsync("版本很多小店");
        await using (var data = NpgsqlDataSource.Create(Desk.ConnectionString))
        await using (var insert = data.CreateCommand("""
            insert into playbook_versions (store_id, name, version, document, shared_version, hash, note, proposed_by, published_by, at)
            select store_id, name, later, document, shared_version, hash, '第 ' || later || ' 次', proposed_by, '店长', at from playbook_versions, generate_series(2, $2) later where store_id = $1 and name = 'WrongItem'
            """))
        {
            insert.Parameters.AddWithValue(store.Owner.StoreId);
            insert.Parameters.AddWithValue(PlaybookQueries.PageSize + 1);
            await insert.ExecuteNonQueryAsync();
        }

        var page = await Desk.SignInAsync(store.OwnerSignIn);
        await page.OpenAsync("/playbooks/WrongItem");
        await Assertions.Expect(page.Locator(".versions > li")).ToHaveCountAsync(PlaybookQueries.PageSize);
        await page.Button("更早的版本").ClickAsync();
        await Assertions.Expect(page.Locator(".versions > li")).ToHaveCountAsync(PlaybookQueries.PageSize + 1);
        await Assertions.Expect(page.Locator(".versions > li").Last).ToContainTextAsync("随软件自带");
        await Assertions.Expect(page.Button("更早的版本")).ToHaveCountAsync(0);
    }

    // Somebody else proposes and the owner publishes, in the same moment.
    private async Task PublishAsync(OwnStore store, string name, Func<Playbook, Playbook> edit)
    {
        var other = Actor.Person(Ids.New(TimeProvider.System.GetUtcNow()), "陈规则", store.Owner.StoreId, [Role.Supervisor]);
        var latest = (await Desk.Get<PlaybookQueries>().TextAsync(store.Owner, name)).Value!;
        var document = DmnWriter.Write(edit(DmnReader.Read(latest.Document).Playbook!));
        var saved = (await Desk.Get<SavePlaybookDraft>().ExecuteAsync(new(name, document, null, latest.Version), other)).Value;
        var proposed = (await Desk.Get<ProposePlaybook>().ExecuteAsync(new(name, saved, "调整"), other)).Value;
        (await Desk.Get<PublishPlaybook>().ExecuteAsync(new(name, proposed), store.Owner)).Refusal.ShouldBeNull();
    }

    private static async Task ChangeAsync(IPage page, ILocator number, string value)
    {
        await number.FillAsync(value);
        await number.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("原为 ¥10").First).ToBeVisibleAsync();
    }

    private async Task<string> ACaseAsync(OwnStore store, string buyer)
    {
        var number = await store.Api.BuyerSaysAsync(buyer, "少发了一件");
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.WrongItem, CaseSubtype.Missing, null), store.Owner)).Refusal.ShouldBeNull();
        return number;
    }

    private async Task<int> VersionOfAsync(OwnStore store, string number) => (await Desk.Get<GuidanceQueries>().OfCaseAsync(store.Owner, number)).Value!.Rules.Version;
}
