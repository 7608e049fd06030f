using AfterSales.Application.People;
using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.People;

/// <summary>A line of a sheet is disputed by the one and decided by the other; the owner closes the month.</summary>
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
        // Of the month before, on the last day of which they were missed.
        var missed = today.AddDays(-today.Day);
        (await Desk.Get<SetPayGrade>().ExecuteAsync(new(person, missed, "P2"), store.Owner)).Refusal.ShouldBeNull();
        (await Desk.Get<PlanShifts>().ExecuteAsync(new([new(person, missed, [new(new(9, 0), new(17, 0), "早班")])], "补登"), store.Owner)).Refusal.ShouldBeNull();

        var own = await Desk.SignInAsync(agent);
        await own.OpenAsync($"/people/{person}/sheet?month={missed:yyyy-MM}");
        var pay = own.Locator("tbody tr", new() { HasText = "旷工" });
        await Assertions.Expect(pay).ToContainTextAsync("200.00");
        await pay.GetByRole(AriaRole.Button).ClickAsync();
        await own.GetByLabel("哪里不对").FillAsync("那天已经说好调休了");
        await own.Button("提交申诉").ClickAsync();
        await Assertions.Expect(pay).ToContainTextAsync("申诉中");

        var decider = await Desk.SignInAsync(lead);
        await decider.OpenAsync("/people/disputes");
        var dispute = decider.Locator("article", new() { HasText = "那天已经说好调休了" });
        await dispute.GetByLabel("改为（元）").FillAsync("-50");
        await dispute.GetByLabel("理由").FillAsync("确实说好了");
        await dispute.GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await Assertions.Expect(dispute).ToContainTextAsync("已同意");
        await own.ReloadAsync();
        await Assertions.Expect(pay).ToContainTextAsync("50.00");

        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync($"/people/pay?month={missed:yyyy-MM}");
        await owner.GetByRole(AriaRole.Button, new() { Name = "关账" }).ClickAsync();
        await owner.GetByRole(AriaRole.Group, new() { NameRegex = new("确定") }).GetByRole(AriaRole.Button, new() { Name = "关账" }).ClickAsync();
        await Assertions.Expect(owner.Locator(".page > header .chip")).ToHaveTextAsync("已关账");
    }
}
