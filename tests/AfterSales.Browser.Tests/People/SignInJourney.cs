using AfterSales.Application.People;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.People;

public sealed class SignInJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task WrongPasswords_LockTheName_AndTheOwnerUnlocksIt()
    {
        var store = await OwnStoreAsync("锁定小店");
        var agent = await store.JoinAsync("林忘记", Role.AfterSales);
        var page = await Desk.VisitAsync();
        await page.GotoAsync("/cases");
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        for (var i = 1; i < PasswordPolicy.TriesBeforeLock; i++)
        {
            await page.TypeSignInAsync(agent, $"wrong password {i}");
            await page.GetByText("用户名或密码不对。").WaitForAsync();
            await page.GotoAsync("/sign-in");
        }
        await page.TypeSignInAsync(agent, "wrong password again");
        await page.GetByText("密码连续输错，账号暂时锁定，请 10 分钟后再试，或请店长解锁。").WaitForAsync();
        await page.TypeSignInAsync(agent, BrowserDesk.Password);
        await page.GetByText("账号暂时锁定").WaitForAsync();

        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync("/settings/people");
        await owner.GetByRole(AriaRole.Button, new() { Name = "解锁 林忘记" }).ClickAsync();
        await owner.GetByText("林忘记 已解锁，可以重新登录。").WaitForAsync();

        await page.TypeSignInAsync(agent, BrowserDesk.Password);
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.SettleAsync();
    }

    [Fact]
    public async Task SignOutEverywhere_EndsTheOtherBrowserToo_WithoutAClickThere()
    {
        var store = await OwnStoreAsync("退出小店");
        var agent = await store.JoinAsync("林退出", Role.AfterSales);
        var elsewhere = await Desk.SignInAsync(agent);
        await elsewhere.OpenAsync("/cases");
        var here = await Desk.SignInAsync(agent);
        await here.GotoAsync("/account");

        await here.Button("退出所有设备").ClickAsync();
        await here.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));

        // A session is proven anew every 30 seconds.
        await elsewhere.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal), new() { Timeout = 75_000 });
        await elsewhere.GotoAsync("/cases");
        elsewhere.Url.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task SignOut_InOneTab_EndsTheOthersOfItsSession_AndNoOtherSession()
    {
        var store = await OwnStoreAsync("标签小店");
        var agent = await store.JoinAsync("林标签", Role.AfterSales);
        var here = await Desk.SignInAsync(agent);
        await here.OpenAsync("/cases");
        var otherTab = await here.Context.NewPageAsync();
        await otherTab.OpenAsync("/orders");
        var elsewhere = await Desk.VisitAsync();
        await elsewhere.GotoAsync("/sign-in");
        await elsewhere.TypeSignInAsync(agent, BrowserDesk.Password);
        await elsewhere.OpenAsync("/cases");

        await here.Locator("details.menu:has(.person)").PickAsync("退出登录");
        await here.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));

        // The tabs of one browser tell each other.
        await otherTab.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        elsewhere.Url.ShouldEndWith("/cases");
        await elsewhere.OpenAsync("/orders");
        elsewhere.Url.ShouldEndWith("/orders");
    }
}
