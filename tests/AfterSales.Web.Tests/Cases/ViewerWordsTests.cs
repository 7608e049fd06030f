using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Web.Cases;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Cases;

public sealed class ViewerWordsTests
{
    private static readonly Dictionary<Guid, string> Names = new() { [Id(1)] = "陈曦", [Id(2)] = "周强", [Id(3)] = "林小满" };

    [Theory]
    [InlineData("", null)]
    [InlineData("1", "陈曦 也在查看")]
    [InlineData("1w", "陈曦 正在回复…")]
    [InlineData("1 2", "陈曦 等 2 人也在查看")]
    [InlineData("1 2w", "周强 正在回复…")]
    [InlineData("1w 2w 3", "陈曦 等 2 人正在回复…")]
    public void Sentence_OfOthers_NamesWhoWritesFirst(string others, string? expected) => Say(others, "zh-CN").ShouldBe(expected);

    [Fact]
    public void Sentence_InEnglish_IsEnglish() => Say("1w", "en").ShouldBe("陈曦 is writing…");

    private static string? Say(string others, string culture)
    {
        var viewers = others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(o => new Viewer(Id(o[0] - '0'), o.EndsWith('w'))).ToList();
        return ViewerWords.Sentence(viewers, id => Names[id], new Texts(CultureInfo.GetCultureInfo(culture)));
    }

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
