using AfterSales.Domain.Importing;

namespace AfterSales.Domain.Tests.Importing;

public sealed class ChatTranscriptTests
{
    private static readonly ChatHints Hints = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Theory]
    [InlineData("tb买家02 2026-3-1 9:05:11\n你好", "tb买家02")]
    [InlineData("tb买家022026-3-1 9:05:11\n你好", "tb买家02")]
    [InlineData("tb买家02\n2026-3-1 9:05:11\n你好", "tb买家02")]
    [InlineData("[tb买家02] 2026-03-01 09:05:11\n你好", "tb买家02")]
    [InlineData("tb买家02 --> 测试旗舰店:小美 2026-3-1 9:05:11\n你好", "tb买家02")]
    [InlineData("2026-03-01 09:05:11\ntb买家02：你好", "tb买家02")]
    public void Read_AnyHeaderForm_IsOneMessage(string text, string speaker)
    {
        var entry = Read(text).Entries.ShouldHaveSingleItem();
        entry.Speaker.ShouldBe(speaker);
        entry.SentAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 1, 5, 11, TimeSpan.Zero));
        entry.Text.ShouldBe("你好");
        entry.Side.ShouldBe(ChatSide.Buyer);
    }

    [Fact]
    public void Read_ComplaintDialog_TakesTheDayFromTheHint()
    {
        var chat = ChatTranscript.Read("买家 20:05：东西坏了\n商家 20:06：请发照片\n两张", Hints with { Day = new DateOnly(2026, 3, 1) });

        chat.Entries.Select(e => (e.Side, e.Text)).ShouldBe([(ChatSide.Buyer, "东西坏了"), (ChatSide.Seller, "请发照片\n两张")]);
        chat.Entries[1].SentAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 12, 6, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Read_ComplaintDialogWithoutDay_HasNoTime() => Read("买家 20:05：东西坏了").Entries[0].SentAt.ShouldBeNull();

    [Fact]
    public void Read_ThirdPartyTable_KeepsEveryMessage()
    {
        var chat = Read("2026-03-01 09:05:11\ntb买家02：你好\n在吗\n2026-03-01 09:06:00\n测试旗舰店:小美：在的");
        chat.Entries.Select(e => (e.Speaker, e.Text)).ShouldBe([("tb买家02", "你好\n在吗"), ("测试旗舰店:小美", "在的")]);
    }

    [Fact]
    public void Read_NickAboveTimeWithoutBlankLines_StartsAMessage()
    {
        var chat = Read("tb买家02\n2026-3-1 9:05:11\n你好\n测试旗舰店:小美\n2026-3-1 9:06:00\n亲，在的");
        chat.Entries.Select(e => e.Text).ShouldBe(["你好", "亲，在的"]);
    }

    [Theory]
    [InlineData("已读")]
    [InlineData("未读")]
    [InlineData("发送中")]
    [InlineData("当前用户来自 商品详情页")]
    [InlineData("商品详情页")]
    [InlineData("商品推荐")]
    [InlineData("由 服务助手 转交给 测试旗舰店:小美")]
    [InlineData("原因：【离线留言自动分配】")]
    [InlineData("千牛")]
    [InlineData("¥219.00")]
    public void Read_Noise_IsDropped(string noise)
    {
        var chat = Read($"{noise}\ntb买家02 2026-3-1 9:05:11\n你好\n{noise}");
        chat.Entries.ShouldHaveSingleItem().Text.ShouldBe("你好");
        chat.NotUnderstood.ShouldBeEmpty();
    }

    [Fact]
    public void Read_Recall_IsAnEvent()
    {
        var chat = Read("tb买家02 2026-3-1 9:05:11\n你好\n\ntb买家02 撤回了一条消息");
        chat.Entries[1].Event.ShouldBe(ChatEvent.Recall);
        chat.Entries[1].Speaker.ShouldBe("tb买家02");
        chat.Entries[0].Text.ShouldBe("你好");
    }

    [Theory]
    [InlineData("https://img.example.com/a.jpg")]
    [InlineData("`https://img.example.com/a.jpg`")]
    public void Read_BareUrl_IsAPicture(string line)
    {
        var entry = Read($"tb买家02 2026-3-1 9:05:11\n{line}\n外箱都压扁了").Entries[0];
        entry.MediaUrls.ShouldBe(["https://img.example.com/a.jpg"]);
        entry.Text.ShouldBe("外箱都压扁了");
    }

    // What no link of a case may be stays what was said.
    [Fact]
    public void Read_AddressTooLongOrWithAUserName_IsText()
    {
        foreach (var line in new[] { "https://img.alicdn.com/" + new string('a', 2000) + ".jpg", "https://taobao.com@evil.example/a.jpg" })
        {
            var entry = Read($"tb买家02 2026-3-1 9:05:11\n{line}").Entries[0];
            entry.MediaUrls.ShouldBeEmpty();
            entry.Text.ShouldBe(line);
        }
    }

    [Fact]
    public void Read_LinkToAnItem_StaysText() =>
        Read("tb买家02 2026-3-1 9:05:11\nhttps://item.taobao.com/item.htm?id=1").Entries[0].Text.ShouldBe("https://item.taobao.com/item.htm?id=1");

    [Fact]
    public void Read_SentenceEndingInATime_IsNoHeader() =>
        Read("tb买家02 2026-3-1 9:05:11\n物流说，预计 2026-3-2 18:00:00").Entries.ShouldHaveSingleItem().Text.ShouldBe("物流说，预计 2026-3-2 18:00:00");

    [Fact]
    public void Read_LinesAboveTheFirstHeader_AreNotUnderstood() =>
        Read("随便什么\ntb买家02 2026-3-1 9:05:11\n你好").NotUnderstood.ShouldBe([new ChatLeftover(1, "随便什么")]);

    [Fact]
    public void Read_SubAccount_IsSellerWithAgent()
    {
        var entry = Read("测试旗舰店:小美 2026-3-1 9:05:11\n亲").Entries[0];
        (entry.Side, entry.AgentName).ShouldBe((ChatSide.Seller, "小美"));
    }

    [Fact]
    public void Read_SeveralStrangers_TheMostFrequentIsTheBuyer()
    {
        var chat = ChatTranscript.Read(
            "路人 2026-3-1 9:00:00\n1\nA 2026-3-1 9:00:01\n2\n店小二 2026-3-1 9:00:02\n3\n店小二 2026-3-1 9:00:03\n4\nA 2026-3-1 9:00:04\n5\n店铺 2026-3-1 9:00:05\n6",
            Hints with { StoreName = "店铺", SellerNicks = new HashSet<string> { "店小二" } });
        chat.Entries.Select(e => e.Side).ShouldBe([ChatSide.Unknown, ChatSide.Buyer, ChatSide.Seller, ChatSide.Seller, ChatSide.Buyer, ChatSide.Seller]);
        chat.BuyerNick.ShouldBe("A");
    }

    [Theory]
    [InlineData("[自动回复]您好", true)]
    [InlineData("自动回复：您好", true)]
    [InlineData("您好，自动回复", false)]
    public void Read_SaysItIsAutomatic_IsMarked(string text, bool expected) =>
        Read($"测试旗舰店:小美 2026-3-1 9:05:11\n{text}").Entries[0].MaybeAutomatic.ShouldBe(expected);

    private static ChatTranscript Read(string text) => ChatTranscript.Read(text, Hints);
}
