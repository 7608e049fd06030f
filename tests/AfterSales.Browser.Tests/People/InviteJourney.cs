using AfterSales.Browser.Tests.Shared;

namespace AfterSales.Browser.Tests.People;

public sealed class InviteJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Owner_MakesALink_SomebodyNewJoinsByItAndSignsIn_AndItWorksOnce()
    {
        var store = await OwnStoreAsync("邀请小店");
        await store.Api.BuyerSaysAsync("邀请买家", "发错货了");
        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync("/settings/people");
        await owner.Button("邀请同事").ClickAsync();
        await owner.GetByLabel("邀请谁").FillAsync("新来的小王");
        await owner.Locator("section[aria-labelledby=invite-title]").GetByLabel("售后客服").CheckAsync();
        await owner.Button("生成邀请链接").ClickAsync();
        var link = await owner.Locator("#invite-link").InputValueAsync();

        var guest = await Desk.VisitAsync();
        await guest.GotoAsync(link);
        await guest.GetByText("加入“邀请小店”").WaitForAsync();
        await guest.GetByLabel("姓名").FillAsync("王新来");
        await guest.GetByLabel("用户名").FillAsync("journey-newcomer");
        await guest.GetByLabel("密码").FillAsync(BrowserDesk.Password);
        await guest.Button("注册并加入").ClickAsync();
        await guest.WaitForURLAsync(url => !url.Contains("/invite", StringComparison.Ordinal));
        await guest.OpenAsync("/cases?view=unclaimed");
        await new Workbench(guest).Row("邀请买家").WaitForAsync();

        var again = await Desk.VisitAsync();
        await again.GotoAsync(link);
        await again.GetByText("邀请链接已失效").WaitForAsync();
        await again.GotoAsync("/sign-in");
        await again.TypeSignInAsync("journey-newcomer", BrowserDesk.Password);
        await again.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await again.Locator("summary", new() { HasText = "王新来" }).WaitForAsync();
    }
}
