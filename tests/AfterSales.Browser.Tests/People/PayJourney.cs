using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.People;

/// <summary>A line of a sheet is disputed by the one and decided by the other; the owner closes the month before.</summary>
public sealed class PayJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Agent_DisputesALine_ASupervisorDecides_AndTheOwnerClosesTheMonth()
    {
        var store = await OwnStoreAsync("发薪小店");
        var (agent, lead) = (await store.JoinAsync("领薪客服", Role.AfterSales), await store.JoinAsync("裁决主管", Role.Supervisor));
        Guid person;
        await using (var db = Desk.Get<Databases>().For(store.Owner.StoreId)) person = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => p).Where(p => p.UserName == agent).Select(p => p.Id).SingleAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date);
        (await Desk.Get<SetPayGrade>().ExecuteAsync(new(person, today.AddMonths(-1), "P2"), store.Owner)).Refusal.ShouldBeNull();

        var own = await Desk.SignInAsync(agent);
        await own.OpenAsync($"/people/{person}/sheet");
        var pay = own.Locator("tbody tr", new() { HasText = "底薪" });
        await Assertions.Expect(pay).ToContainTextAsync("1,800.00");
        await pay.GetByRole(AriaRole.Button).ClickAsync();
        await own.GetByLabel("哪里不对").FillAsync("上个月已经说好升级了");
        await own.Button("提交申诉").ClickAsync();
        await Assertions.Expect(pay).ToContainTextAsync("申诉中");

        var decider = await Desk.SignInAsync(lead);
        await decider.OpenAsync("/people/disputes");
        var dispute = decider.Locator("article", new() { HasText = "上个月已经说好升级了" });
        await dispute.GetByLabel("改为（元）").FillAsync("2000");
        await dispute.GetByLabel("理由").FillAsync("确实说好了");
        await dispute.GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Assertions.Expect(dispute).ToContainTextAsync("已同意");
        await own.ReloadAsync();
        await Assertions.Expect(pay).ToContainTextAsync("2,000.00");

        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync($"/people/pay?month={today.AddMonths(-1):yyyy-MM}");
        await owner.GetByRole(AriaRole.Button, new() { Name = "关账" }).ClickAsync();
        await owner.GetByRole(AriaRole.Group, new() { NameRegex = new("确定") }).GetByRole(AriaRole.Button, new() { Name = "关账" }).ClickAsync();
        await Assertions.Expect(owner.Locator(".page > header .chip")).ToHaveTextAsync("已关账");
    }
}
