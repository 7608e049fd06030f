using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.People;

public sealed class ShiftsJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Supervisor_PlansByKeyboard_AgentAsksForLeave_AndWorkIsHandedOverKnowingly()
    {
        var store = await OwnStoreAsync("排班小店");
        var planner = await Desk.SignInAsync(await store.JoinAsync("陈排班", Role.Supervisor));
        var agent = await Desk.SignInAsync(await store.JoinAsync("林早班", Role.AfterSales));

        await planner.OpenAsync("/people/shifts");
        await planner.Button("班次模板").ClickAsync();
        await planner.GetByLabel("名称").FillAsync("早班");
        await planner.Button("添加模板").ClickAsync();
        await planner.GetByText("早班 09:00–18:00").First.WaitForAsync();
        // Next week has not begun, whatever day it is.
        var cells = planner.Locator("tr", new() { HasText = "林早班" }).Locator("button[data-cell]");
        var monday = await cells.First.GetAttributeAsync("aria-label");
        await planner.GetByRole(AriaRole.Link, new() { Name = "下一周" }).ClickAsync();
        await Assertions.Expect(cells.First).Not.ToHaveAttributeAsync("aria-label", monday!);
        await cells.First.FocusAsync();
        await planner.Keyboard.PressAsync("1");
        await cells.First.GetByText("早班").WaitForAsync();
        await planner.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(cells.Nth(1)).ToBeFocusedAsync();
        await planner.Keyboard.PressAsync("Enter");
        await planner.OpenDialog().Button("添加班次").ClickAsync();
        await planner.OpenDialog().GetByLabel("结束").FillAsync("02:00");
        await planner.OpenDialog().GetByLabel("开始").FillAsync("18:00");
        await planner.OpenDialog().Button("保存").ClickAsync();
        await cells.Nth(1).GetByText("18:00–次日 02:00").WaitForAsync();

        await agent.OpenAsync("/people/mine");
        await agent.GetByText("早班 09:00–18:00").WaitForAsync();
        await agent.Button("申请请假").First.ClickAsync();
        await agent.GetByLabel("原因").FillAsync("去医院");
        await agent.Locator("form").Button("申请请假").ClickAsync();
        await agent.GetByText("已提交，等主管批准。").WaitForAsync();
        await planner.Locator("details.bell summary").ClickAsync();
        await planner.GetByText("林早班 申请请假").ClickAsync();
        await planner.Locator("main").GetByText("去医院").WaitForAsync();
        await planner.Button("批准 林早班").ClickAsync();
        await planner.GetByText("没有待批的请假。").WaitForAsync();
        await agent.Locator("details.bell summary").ClickAsync();
        await agent.GetByText("陈排班 处理了您的请假：已批准").WaitForAsync();

        // Nobody is on shift now: a supervisor hands over knowingly.
        var bench = new Workbench(planner);
        var number = await store.Api.BuyerSaysAsync("排班买家", "少发了一件");
        await bench.OpenAsync(number);
        await bench.Header.GetByTitle("指派、转交或释放").ClickAsync();
        await planner.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "林早班" }).ClickAsync();
        await planner.OpenDialog().Button("仍然交给").ClickAsync();
        await bench.SaysAsync("陈排班 把工单交给 林早班");
    }
}
