using AfterSales.Browser.Tests.Shared;
using AfterSales.Domain.People;
using Microsoft.Playwright;

namespace AfterSales.Browser.Tests.Conversations;

public sealed class PasteChatJourney(BrowserDesk desk) : Journey(desk)
{
    private const string Chat = """
        粘贴买家 2026-3-1 9:05:11
        你好，锅少了个盖子

        测试旗舰店:小美 2026-3-1 9:05:40
        亲，非常抱歉，麻烦拍张照片发我看下哦~
        已读

        粘贴买家 2026-3-1 9:06:02
        外箱都压扁了
        """;

    [Fact]
    public async Task Chat_IsPastedLookedAtAndTakenIn_AndTwiceChangesNothing()
    {
        var store = await OwnStoreAsync("粘贴小店");
        var agent = await store.JoinAsync("林粘贴", Role.AfterSales);
        var bench = new Workbench(await Desk.SignInAsync(agent));
        await bench.QueueAsync();
        var dialog = bench.Page.OpenDialog();

        await PasteAsync(bench, "今天天气不错");
        await dialog.GetByText("没有认出任何聊天消息。").WaitForAsync();
        await dialog.GetByLabel("聊天内容").FillAsync(Chat);
        await dialog.Button("预览").ClickAsync();
        await dialog.GetByText("认出 3 条消息").WaitForAsync();
        await Assertions.Expect(dialog.Locator("li.line.buyer")).ToHaveCountAsync(2);
        await Assertions.Expect(dialog.Locator("li.line.store")).ToContainTextAsync("客服 · 测试旗舰店:小美");
        await Assertions.Expect(dialog.Button("粘贴买家")).ToHaveAttributeAsync("aria-pressed", "true");
        await dialog.Button("导入对话").ClickAsync();
        await dialog.GetByText("已导入 3 条消息，0 条之前就有。").WaitForAsync();
        await dialog.GetByRole(AriaRole.Link).ClickAsync();
        await bench.SaysAsync("外箱都压扁了");
        await Assertions.Expect(bench.Conversation.Locator(".bubble")).ToHaveCountAsync(3);

        await bench.QueueAsync();
        await PasteAsync(bench, Chat);
        await dialog.Button("导入对话").ClickAsync();
        await dialog.GetByText("已导入 0 条消息，3 条之前就有。").WaitForAsync();
    }

    private static async Task PasteAsync(Workbench bench, string text)
    {
        await bench.Page.Locator("section.queue details[data-menu]").PickAsync("粘贴聊天记录…");
        await bench.Page.OpenDialog().GetByLabel("聊天内容").FillAsync(text);
        await bench.Page.OpenDialog().Button("预览").ClickAsync();
    }
}
