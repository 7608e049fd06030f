using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Playbooks.Values;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Approvals;

/// <summary>Quality B: the buyer refuses what the guide offers, the agent asks for ¥45, the supervisor lowers it to ¥40 on a phone.</summary>
public sealed class ApprovalJourney(BrowserDesk desk) : Journey(desk)
{
    private const string First = "3399000000000001";
    private const string Second = "3399000000000002";

    [Fact]
    public async Task Supervisor_WithAThumb_LowersTheOne_ApprovesTheNext()
    {
        var store = await OwnStoreAsync("审批小店");
        var signIn = await store.JoinAsync("陈审批", Role.Supervisor);
        await store.DescribeAsync("浙江省", "杭州市", 0.32m);
        await store.ImportOrdersAsync((First, "审批买家", "399.00"), (Second, "下一位买家", "399.00"));
        var number = await AskAsync(store, First, "审批买家", 45);
        await AskAsync(store, Second, "下一位买家", 30);
        var requester = new Workbench(await Desk.SignInAsync(store.OwnerSignIn));
        await requester.OpenAsync(number);
        var banner = requester.Page.Locator(".banner.approval");
        await Assertions.Expect(banner).ToContainTextAsync("等主管决定");

        var page = await Desk.SignInAsync(signIn, width: 360, height: 740, touch: true);
        await page.OpenAsync("/cases?view=all");
        await Assertions.Expect(page.Locator(".rail .badge")).ToHaveTextAsync("2");
        await page.GetByRole(AriaRole.Link, new() { Name = "审批" }).First.TapAsync();
        await page.Locator(".item [data-row][href^='/approvals/']", new() { HasText = "审批买家" }).TapAsync();

        var card = page.Locator("section.card.one");
        await Assertions.Expect(page.Locator(".phone-head")).ToContainTextAsync("第 1 / 2");
        await Assertions.Expect(card).ToContainTextAsync("¥45.00");
        await Assertions.Expect(card).ToContainTextAsync("¥399");
        await Assertions.Expect(card).ToContainTextAsync("¥20–50");
        await Assertions.Expect(card).ToContainTextAsync("买家不同意 ¥20");
        var approve = page.Button("批准 ¥45");
        await Assertions.Expect(approve).ToBeInViewportAsync();
        (await approve.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);

        await page.Button("改价").TapAsync();
        await page.OpenDialog().GetByLabel("批准金额（元）").FillAsync("40");
        await page.OpenDialog().Button("按此金额批准").TapAsync();

        // The next one comes by itself, and the requester sees the answer at once.
        await Assertions.Expect(card).ToContainTextAsync("下一位买家");
        await Assertions.Expect(banner).ToContainTextAsync("¥40.00");
        await Assertions.Expect(banner).ToContainTextAsync("陈审批 改价批准");
        await page.Button("批准 ¥30").TapAsync();
        await Assertions.Expect(page.GetByText("没有等您决定的申请")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".rail .badge")).ToHaveCountAsync(0);
        await Assertions.Expect(requester.Page.Locator(".spent-today")).ToContainTextAsync("¥70");
    }

    [Fact]
    public async Task Requester_WhoWasRefused_IsLedToAskAgain_AndSendsWithTheKeyboard()
    {
        var store = await OwnStoreAsync("再申请小店");
        var supervisor = await store.JoinAsync("陈再申", Role.Supervisor);
        await store.DescribeAsync("浙江省", "杭州市", 0.32m);
        await store.ImportOrdersAsync((First, "再申买家", "399.00"));
        var number = await AskAsync(store, First, "再申买家", 45);
        var page = await Desk.SignInAsync(supervisor);
        await page.OpenAsync("/approvals");
        await page.Button("驳回").ClickAsync();
        await page.OpenDialog().GetByLabel("为什么不批准").FillAsync("先少给一点");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);

        var requester = new Workbench(await Desk.SignInAsync(store.OwnerSignIn, width: 360, height: 740));
        await requester.OpenAsync(number);
        var banner = requester.Page.Locator(".banner.approval");
        await Assertions.Expect(banner).ToContainTextAsync("先少给一点");
        var option = requester.Facts.Locator("[data-remedy='partial discount'] [aria-haspopup]");
        await Assertions.Expect(option).ToHaveCountAsync(1);
        await banner.Button("重新申请…").ClickAsync();
        await Assertions.Expect(option).ToBeFocusedAsync();
        await requester.Page.Keyboard.PressAsync("Enter");
        await requester.Page.OpenDialog().GetByLabel("金额（元）").FillAsync("30");
        await Assertions.Expect(requester.Page.OpenDialog().Locator(".terms")).ToContainTextAsync("主管");
        await requester.Page.OpenDialog().GetByLabel("给审批人的说明").FillAsync("改为 30 元");
        await requester.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(requester.Page.OpenDialog()).ToHaveCountAsync(0);
        await Assertions.Expect(requester.Action("partial discount").First).ToContainTextAsync("待审批");
        // What was typed last is sent with it, though nobody had left the field.
        await Assertions.Expect(page.Locator("section.card.one")).ToContainTextAsync("改为 30 元");
    }

    // What the workbench does in its own journey.
    private async Task<string> AskAsync(OwnStore store, string order, string buyer, decimal amount)
    {
        var number = await store.Api.BuyerSaysAboutAsync(buyer, "穿过一次袖口开线了", order);
        (await Desk.Get<ClassifyCase>().ExecuteAsync(new(number, CaseType.Quality, CaseSubtype.Defect, null), store.Owner)).Refusal.ShouldBeNull();
        foreach (var (name, value) in new[] { ("photo", Value.Of("confirms")), ("own fault", Value.False), ("wear", Value.Of("worn")), ("offer", Value.Of("refused")) })
            (await Desk.Get<SayFacts>().ExecuteAsync(new(number, new Dictionary<string, Value>(StringComparer.Ordinal) { [name] = value }), store.Owner)).Refusal.ShouldBeNull();
        var agreed = await Desk.Get<AgreeRemedy>().ExecuteAsync(new(number, "partial discount", amount, PayoutMethod.SmallTransfer, null, "已穿着后发现开线，买家不同意 ¥20", $"{order}-{amount}"), store.Owner);
        agreed.Refusal.ShouldBeNull();
        agreed.Value!.ApprovalId.ShouldNotBeNull();
        return number;
    }
}
