using System.Text;
using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;

namespace AfterSales.Application.Tests.Importing;

public sealed class ChatFileTests
{
    private static readonly ChatHints Hints = new(Samples.Shanghai, "测试旗舰店");

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void Read_CopiedChat_IsItsMessages(string encodingName)
    {
        var encoding = encodingName == "gb18030" ? Samples.Gb18030 : Encoding.GetEncoding(encodingName);
        var (chat, problem) = ChatFile.Read(Samples.Text(Samples.Decode(Samples.Chat), encoding), Hints);

        problem.ShouldBeNull();
        chat!.BuyerNick.ShouldBe("tb测试买家02");
        chat.NotUnderstood.ShouldBeEmpty();
        chat.Entries.Select(e => (e.Side, e.Event)).ShouldBe(
        [
            (ChatSide.Buyer, ChatEvent.Message),
            (ChatSide.Seller, ChatEvent.Message),
            (ChatSide.Buyer, ChatEvent.Message),
            (ChatSide.Seller, ChatEvent.Message),
            (ChatSide.Buyer, ChatEvent.Recall),
            (ChatSide.Buyer, ChatEvent.Message),
        ]);
        chat.Entries[2].MediaUrls.ShouldBe(["https://img.example.com/a.jpg"]);
        chat.Entries[2].Text.ShouldBe("外箱都压扁了");
        chat.Entries[3].AgentName.ShouldBe("小美");
        chat.Entries[5].SentAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 1, 10, 30, TimeSpan.Zero));
    }

    [Fact]
    public void Read_Workbook_IsRefused() => ChatFile.Read(Samples.Open(Samples.Workbook), Hints).Problem!.Code.ShouldBe(ProblemCodes.KindNotSupported);
}
