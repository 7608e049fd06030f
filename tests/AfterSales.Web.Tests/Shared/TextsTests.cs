using AfterSales.Domain.Shared;
using AfterSales.Web.Playbooks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Shared;

public sealed class TextsTests
{
    private static readonly Texts Chinese = new(Languages.Chinese);

    [Fact]
    public void Sentence_WithMoney_WritesItAsMoney() =>
        Chinese.Sentence(Refusal.Rule("fact.piece_over_item", 1290m, 268.5m)).ShouldBe("少件部分 ¥1,290.00 超过了商品实付 ¥268.50。");

    [Fact]
    public void Text_AroundAWordThatTurnsRound_StaysAsItIs() => Chinese["Rules.PhraseChange", "甲\u202E乙\u2066"].ShouldBe("修改：甲乙");

    [Theory]
    [InlineData(1, "1 file")]
    [InlineData(2, "2 files")]
    [InlineData(0, "0 files")]
    [InlineData("1", "1 file")]
    [InlineData("1,000", "1,000 files")]
    public void Text_InEnglish_TellsOneFromSeveral(object count, string words) => new Texts(System.Globalization.CultureInfo.GetCultureInfo("en"))["Archive.Files", count].ShouldBe(words);

    [Theory]
    [InlineData("zh-CN", "The slip proves it；signed 3 days ago；已签收")]
    [InlineData("en", "The slip proves it. Signed 3 days ago. 已签收")]
    public void Sentences_InOneLine_FollowTheLanguagesGrammar(string language, string line) =>
        new Texts(System.Globalization.CultureInfo.GetCultureInfo(language)).Sentences(["The slip proves it", "signed 3 days ago", "已签收"]).ShouldBe(line);

    [Theory]
    [InlineData(0, "第 3 版，现行")]
    [InlineData(5, "第 3 版，即将生效")]
    public void Standing_ComesIntoForceWhenItSays(int seconds, string words) =>
        Chinese.Standing(3, DateTimeOffset.UnixEpoch.AddSeconds(seconds), DateTimeOffset.UnixEpoch).ShouldBe(words);
}
