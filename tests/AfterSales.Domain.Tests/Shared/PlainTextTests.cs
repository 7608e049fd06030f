using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Tests.Shared;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(" \u3000\t\0", true)]
    [InlineData("\u200b\u200c\u200d\ufeff\u2060", true)]
    [InlineData("\u200e\u200f\u202e\u2066", true)]
    [InlineData("\u3164\uffa0\u2800\u115f\ufe0f", true)]
    [InlineData("\U000e0041\u2065\ufff0\U000e0fff", true)]
    [InlineData("\u200f甲", false)]
    [InlineData("-", false)]
    [InlineData("😀", false)]
    public void IsBlank_Text_TellsWhetherThereIsAnythingToSee(string? text, bool blank) => PlainText.IsBlank(text).ShouldBe(blank);

    [Fact]
    public void Storable_NulVanishes_AndHalvesLeaveASign() =>
        PlainText.Storable("a\ud83d-\0\udc00b\ud83d\ude00").ShouldBe("a\ufffd-\ufffdb😀");

    [Theory]
    [InlineData(" 甲\u202e乙\u202c ", "甲乙")]
    [InlineData("\u2066\u2067\u2068\u2069\u202a\u202b\u202d", "")]
    [InlineData("מכר\u200f 😀\u200d", "מכר\u200f 😀\u200d")]
    public void Name_TurnsNothingRound(string typed, string name) => PlainText.Name(typed).ShouldBe(name);

    [Theory]
    [InlineData("买家😀-1", true)]
    [InlineData("33\u001f01", false)]
    [InlineData("33\u007f", false)]
    [InlineData("a\0", false)]
    public void MayBeKey_Text_TellsWhetherItCanBeTypedAgain(string text, bool may) => PlainText.MayBeKey(text).ShouldBe(may);

    // An attribute cannot hold half of a character.
    [Fact]
    public void MayBeKey_HalfACharacter_MayNot() => PlainText.MayBeKey("半\ud83d").ShouldBeFalse();
}
