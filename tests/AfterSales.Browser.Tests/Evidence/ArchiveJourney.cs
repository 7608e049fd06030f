using System.IO.Compression;
using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Evidence;

public sealed class ArchiveJourney(BrowserDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Photo_IsFiledFoundAndTakenOut_AndPointedOutInTheNextCase()
    {
        var store = await OwnStoreAsync("档案小店");
        var agent = await store.JoinAsync("林档案", Role.AfterSales);
        var first = await store.Api.BuyerSaysAsync("档案买家/甲", "收到是破的");
        var second = await store.Api.BuyerSaysAsync("档案买家乙", "也破了");
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.OpenAsync(first);
        var page = bench.Page;
        var photo = await page.ScreenshotAsync();
        await SendAsync(bench, photo, "外箱.png");

        // The same picture in another case is pointed out before it is sent, and after.
        await bench.OpenAsync(second);
        await bench.AttachAsync(new() { Name = "又来.png", MimeType = "image/png", Buffer = photo });
        var pending = page.GetByLabel("待发送的附件").Locator("li");
        await pending.GetByRole(AriaRole.Link, new() { Name = $"与 {first} 的图片相同" }).WaitForAsync();
        await bench.TypeAsync("您说的是这张吗");
        await bench.Composer.PressAsync("Control+Enter");
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "您说的是这张吗" }).GetByRole(AriaRole.Link, new() { Name = $"与 {first} 的图片相同" }).WaitForAsync();

        var owner = await Desk.SignInAsync(store.OwnerSignIn);
        await owner.OpenAsync("/archive");
        await owner.GetByRole(AriaRole.Link, new() { Name = "未分类" }).ClickAsync();
        await owner.GetByText(new System.Text.RegularExpressions.Regex(@"^\d{4}-\d{2}$")).First.ClickAsync();
        await owner.GetByText("档案买家_甲.png").WaitForAsync();
        await owner.GetByText("档案买家乙.png").WaitForAsync();

        await owner.OpenAsync("/archive?view=grid");
        await owner.GetByText("搜索与筛选").ClickAsync();
        await owner.GetByLabel("客户", new() { Exact = true }).FillAsync("档案买家/甲");
        await owner.Button("搜索").ClickAsync();
        await Assertions.Expect(owner.Locator(".tile")).ToHaveCountAsync(1);
        owner.Url.ShouldContain("customer=");
        await owner.Button("查看 档案买家_甲.png").ClickAsync();
        await owner.OpenDialog().Locator(".stage img").WaitForAsync();
        await owner.OpenDialog().Button("关闭").ClickAsync();
        await owner.GoBackAsync();
        await Assertions.Expect(owner.Locator(".tile")).ToHaveCountAsync(2);
        await owner.GoForwardAsync();
        await Assertions.Expect(owner.Locator(".tile")).ToHaveCountAsync(1);

        await owner.GetByLabel("选中 档案买家_甲.png").CheckAsync();
        await owner.Button("下载所选（ZIP）").ClickAsync();
        var taking = owner.WaitForDownloadAsync();
        await owner.OpenDialog().GetByRole(AriaRole.Link, new() { Name = "下载 ZIP" }).ClickAsync();
        await using var file = File.OpenRead(await (await taking).PathAsync());
        using var zip = new ZipArchive(file);
        zip.Entries.Count.ShouldBe(2);
        zip.Entries[0].FullName.ShouldStartWith("售后问题图片/未分类/");
        zip.Entries[0].FullName.ShouldEndWith("/档案买家_甲.png");
        zip.Entries[0].Length.ShouldBe(photo.Length);
        zip.Entries[1].FullName.ShouldBe("index.csv");
    }

    private static async Task SendAsync(Workbench bench, byte[] photo, string name)
    {
        await bench.TypeAsync("这是出库照片");
        await bench.AttachAsync(new() { Name = name, MimeType = "image/png", Buffer = photo });
        await bench.Page.GetByLabel("待发送的附件").Locator("li img").WaitForAsync();
        await bench.Composer.PressAsync("Control+Enter");
        await bench.Conversation.Locator(".bubble.reply", new() { HasText = "这是出库照片" }).WaitForAsync();
    }
}
