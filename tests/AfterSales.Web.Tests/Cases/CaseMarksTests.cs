using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using AfterSales.Web.Cases;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Cases;

public sealed class CaseMarksTests
{
    private static readonly TagList Tags = new([new("老客", "Regular", FlagColour.Blue, IsRetired: false), new("加急", null, null, IsRetired: true)]);

    private readonly Texts _chinese = new(CultureInfo.GetCultureInfo("zh-CN"));
    private readonly Texts _english = new(CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void Of_EverythingSpecial_SaysEachOnce()
    {
        var row = Rows.Row() with { PhoneUnconfirmed = true, Nudges = 2, PaidAmount = 268m, EvidenceCount = 3, WaitingFor = Waiting.Warehouse, Priority = Priority.Urgent, Flag = new(FlagColour.Red, "", "林小满", Rows.Now), Tags = ["老客", "加急", "多余"] };
        CaseMarks.Of(row, Tags, _chinese).Select(m => m.Text).ShouldBe(["发错货·漏发", "☎ 电话协议未确认", "2 次催促", "▲ 紧急", "⚑ 红旗", "等仓库", "¥268.00", "3 图", "老客", "加急"]);
    }

    [Fact]
    public void Of_ADeadlineOfThePlatform_SaysWhatHappens()
    {
        var row = Rows.Row();
        row = row with { Clocks = [new(Guid.Empty, ClockKind.Platform, Rows.Now, Rows.Now.AddHours(3), false) { Missed = DeadlineConsequence.Refund }] };
        CaseMarks.Of(row, Tags, _chinese).Select(m => m.Text).ShouldBe(["发错货·漏发", "平台将自动退款"]);
    }

    [Fact]
    public void Of_TypeOnlyProposed_IsAQuestion() => CaseMarks.Of(Rows.Row() with { TypeConfirmed = false }, Tags, _chinese).First().Text.ShouldBe("发错货·漏发?");

    [Fact]
    public void Of_TypeUnknown_SaysSo() => CaseMarks.Of(Rows.Row() with { Type = null, Subtype = null }, Tags, _chinese).Single().Text.ShouldBe("未定类型");

    [Fact]
    public void Of_Tags_AreInTheReadersLanguageAndTheirColour()
    {
        var row = Rows.Row() with { Tags = ["老客", "自己写的"] };
        CaseMarks.Of(row, Tags, _english).TakeLast(2).ShouldBe([new("Regular", "flag-blue"), new("自己写的")]);
        CaseMarks.Of(row with { Tags = ["加急"] }, Tags, _english).Last().ShouldBe(new("加急"));
    }

    [Theory]
    [InlineData("regular", true)]
    [InlineData("老客", true)]
    [InlineData("vip", false)]
    public void Matches_ATag_ByEitherName(string text, bool found) => QueueFilter.Matches(Rows.Row() with { Tags = ["老客"] }, text, Tags).ShouldBe(found);

    [Theory]
    [InlineData("88231", true)]
    [InlineData("as-2611", true)]
    [InlineData(" 3301026 ", true)]
    [InlineData("", true)]
    [InlineData("别人", false)]
    public void Matches_PartOfNickNumberOrOrder_Finds(string text, bool found) => QueueFilter.Matches(Rows.Row(), text, Tags).ShouldBe(found);

    [Fact]
    public void QueueAddress_EachView_IsReadBack()
    {
        foreach (var view in Enum.GetValues<QueueView>())
            QueueAddress.ViewOf(view.ToString().ToLowerInvariant()).ShouldBe(view);
        QueueAddress.ViewOf("nonsense").ShouldBeNull();
        QueueAddress.Of("AS-1", QueueView.Mine, "甜 &").ShouldBe("/cases/AS-1?view=mine&q=%E7%94%9C%20%26");
        QueueAddress.Of(null, QueueView.All, null, QueueOnly.Late).ShouldBe("/cases?view=all&only=late");
        QueueAddress.OfFollowUps("AS-1", everybodys: true).ShouldBe("/cases/AS-1?view=followup&of=all");
        QueueAddress.OnlyOf("nonsense").ShouldBeNull();
        foreach (var only in Enum.GetValues<QueueOnly>()) QueueAddress.OnlyOf(only.ToString().ToLowerInvariant()).ShouldBe(only);
    }
}
