using AfterSales.Domain.Conversations;

namespace AfterSales.Domain.Tests.Conversations;

public sealed class SoughtWordsTests
{
    [Theory]
    [InlineData("破洞", "破洞")]
    [InlineData("  破洞  退款 ", "破洞|退款")]
    [InlineData("破洞　退款", "破洞|退款")]
    [InlineData("破洞 破洞", "破洞")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("\"腰 这里\" 破洞", "腰 这里|破洞")]
    [InlineData("“腰 这里”「破 洞」", "腰 这里|破 洞")]
    [InlineData("破洞\"腰 这里", "破洞|腰 这里")]
    [InlineData("10-15元", "10-15元")]
    [InlineData("%_\\", "%_\\")]
    [InlineData("\"\"", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Read_Text_TellsWordsApart(string? text, string expected) => string.Join('|', SoughtWords.Read(text).Words).ShouldBe(expected);

    [Theory]
    [InlineData("破洞", true)]
    [InlineData("破", false)]
    [InlineData("破 洞", false)]
    [InlineData("xl", true)]
    [InlineData("x", false)]
    [InlineData("m码", true)]
    [InlineData("😭", true)]
    [InlineData("，。", false)]
    [InlineData("破洞 x", true)]
    public void IsLongEnough_FromTwoCharactersOn(string text, bool expected) => SoughtWords.Read(text).IsLongEnough.ShouldBe(expected);

    public static TheoryData<string, string> Within => new()
    {
        { "裙子腰这里有个破洞，能换吗", "破洞" },
        { "裙子腰这里有个破洞，能换吗", "腰这里有个破" },
        { "裙子腰这里有个破洞，能换吗", "破洞，能" },
        { "款号 QH2361-白 M码", "qh2361" },
        { "款号 QH2361-白 M码", "h23" },
        { "款号 QH2361-白 M码", "61" },
        { "款号 QH2361-白 M码", "ｍ码" },
        { "款号 QH2361-白 M码", "2361-白" },
        { "单号ＳＦ１２３４", "sf1234" },
        { "中文abc123混在一起", "文abc" },
        { "中文abc123混在一起", "123混" },
        { "哭了😭😭快点", "😭快" },
        { "哭了😭😭快点", "😭" },
        { "𠮷野家", "𠮷野" },
        { "100%_真货", "0%_真货" },
        { "Ünï", "ünï" },
    };

    // The index may promise too much, never too little.
    [Theory]
    [MemberData(nameof(Within))]
    public void Grams_OfAnyPartOfAText_AreAmongThoseOfTheText(string text, string part)
    {
        var sought = SoughtWords.Read(part);
        var grams = new HashSet<int>();
        TextGrams.AddTo(grams, text);
        sought.Grams.ShouldNotBeEmpty();
        sought.Grams.ShouldBeSubsetOf(grams);
        sought.AreIn([text]).ShouldBeTrue();
    }

    [Fact]
    public void Grams_OfEveryPartOfManyTexts_AreAmongThoseOfTheText()
    {
        var random = new Random(7);
        const string Letters = "破洞漏发退款ab1２Ｃ-，😭 ";
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 30).Select(_ => Letters[random.Next(Letters.Length)]));
            var (from, length) = (random.Next(25), random.Next(1, 6));
            var grams = new HashSet<int>();
            TextGrams.AddTo(grams, text);
            SoughtWords.Read($"\"{text.Substring(from, length)}\"").Grams.ShouldBeSubsetOf(grams, text);
        }
    }

    [Theory]
    [InlineData("破了，洞很大", "破洞")]
    [InlineData("abc 123", "abc123")]
    [InlineData("1234", "12345")]
    [InlineData("破", "破洞")]
    public void Grams_OfWhatIsNotThere_AreMissing(string text, string sought)
    {
        var grams = new HashSet<int>();
        TextGrams.AddTo(grams, text);
        SoughtWords.Read(sought).Grams.Except(grams).ShouldNotBeEmpty();
    }

    [Fact]
    public void Grams_OfDifferentPartsAreDifferentNumbers()
    {
        var grams = new HashSet<int>();
        TextGrams.AddTo(grams, "破洞");
        grams.Count.ShouldBe(1);
        TextGrams.AddTo(grams, "abc");
        grams.Count.ShouldBe(4);
        TextGrams.AddTo(grams, "洞破 cba 012");
        grams.Count.ShouldBe(11);
    }

    [Theory]
    [InlineData("破洞 退款", new[] { "有个破洞", "我要退款" }, true)]
    [InlineData("破洞 退款", new[] { "有个破洞" }, false)]
    [InlineData("一件破洞", new[] { "一件破，破洞" }, false)]
    [InlineData("QH2361", new[] { "ｑｈ２３６１" }, true)]
    public void AreIn_AllOfThem_Anywhere(string text, string[] said, bool expected) => SoughtWords.Read(text).AreIn(said).ShouldBe(expected);

    [Theory]
    [InlineData("有个破洞，破洞很大", "破洞", "有个[破洞]，[破洞]很大")]
    [InlineData("ＱＨ２３６１到了", "qh23", "[ＱＨ２３]６１到了")]
    [InlineData("有个破洞很大", "破洞 洞很", "有个[破洞很]大")]
    [InlineData("一二三四", "一二 三四", "[一二三四]")]
    [InlineData("没有", "破洞", "没有")]
    public void MarksIn_Text_AreApartAndInOrder(string text, string sought, string expected)
    {
        var marked = text;
        foreach (var (start, length) in SoughtWords.Read(sought).MarksIn(text).Reverse()) marked = marked.Insert(start + length, "]").Insert(start, "[");
        marked.ShouldBe(expected);
    }

    [Theory]
    [InlineData("短的", "短", 10, "短的")]
    [InlineData("一二三四五六七八九十", "八九", 6, "…五六七八九十")]
    [InlineData("一二三四五六七八九十", "一二", 6, "一二三四五六…")]
    [InlineData("一二三四五六七八九十", "五六", 6, "…三四五六七八…")]
    [InlineData("第一行\n第二行", "二行", 20, "第一行 第二行")]
    [InlineData("😭😭😭😭😭破洞", "破洞", 5, "…😭破洞")]
    public void Around_ALongText_ShowsWhatWasSought(string text, string sought, int most, string expected) => SoughtWords.Read(sought).Around(text, most).ShouldBe(expected);
}
