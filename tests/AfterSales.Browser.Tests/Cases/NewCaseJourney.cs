using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Cases;

public sealed class NewCaseJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task PhoneCall_BecomesACase_AndASecondCallJoinsIt()
    {
        var store = await OwnStoreAsync("电话小店");
        var agent = await store.JoinAsync("林接电话", Role.AfterSales);
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.QueueAsync();
        await OpenDialogAsync(bench);
        var dialog = bench.Page.OpenDialog();

        await dialog.Button("建单").ClickAsync();
        await dialog.GetByText("缺少买家昵称（不超过 200 字）。").WaitForAsync();
        await dialog.GetByLabel("到店").CheckAsync();
        await dialog.GetByLabel("买家昵称").FillAsync("来电买家");
        await dialog.GetByLabel("买家说了什么").FillAsync("拉链坏了，想换一件");
        await dialog.GetByLabel("类型（选填）").SelectOptionAsync(new SelectOptionValue { Value = "Defect" });
        await dialog.Button("建单").ClickAsync();

        await bench.SaysAsync("拉链坏了，想换一件");
        await bench.Row("来电买家").WaitForAsync();
        var address = bench.Page.Url;

        await OpenDialogAsync(bench);
        await dialog.GetByLabel("买家昵称").FillAsync("来电买家");
        await dialog.GetByLabel("买家说了什么").FillAsync("我又想退货了");
        await dialog.Button("建单").ClickAsync();
        await bench.SaysAsync("我又想退货了");
        bench.Page.Url.ShouldBe(address, "the open case took it in");
    }

    private static async Task OpenDialogAsync(Workbench bench)
    {
        await bench.Page.Locator("section.queue details[data-menu]").PickAsync("电话或到店…");
        await bench.Page.OpenDialog().WaitForAsync();
    }
}
