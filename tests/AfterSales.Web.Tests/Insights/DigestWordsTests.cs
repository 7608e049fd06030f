using System.Globalization;
using AfterSales.Application.Insights;
using AfterSales.Domain.Insights;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Insights;

public sealed class DigestWordsTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);
    private static readonly DigestFigures Nothing = new(0, 0, 0, 0, 0, 0, 0, 0);

    private static readonly DigestLine Busy = Line(DigestKind.Daily, new(
        new(41, 1_281, 214, 211, 38, 38, 1_204.4m, 300), new(36, 1_240, 190, 186, 35, 33, 1_371, 0), 2, TimeSpan.FromHours(3), new("WrongItem", 12, 430),
        [new("QH2361|2610-B", new("01900000-0000-7000-8000-000000000001")), new("QH1100", new("01900000-0000-7000-8000-000000000002"))], 5)
    { ToVerify = 2 });

    [Fact]
    public void BusyDay_IsToldInChinese() => Told(Busy).ShouldBe(
    [
        "日报 · 2026-11-25 周三",
        "新工单 41 件，比前一天多 5 件，每百单 3.2 件。",
        "响应准时 98.6%，比前一天高 0.7 个百分点，超时 3 次。",
        "解决准时 100%，比前一天高 5.7 个百分点，没有超时。",
        "到 09:00 还有 2 个工单超时未处理，最久的超了 3 小时。",
        "花费 ¥1,204，比前一天少 12%，追回 ¥300。",
        "来得最多的是发错货，12 件，花费 ¥430。",
        "生产那边还有 5 个问题没了结，QH2361 · 2610-B、QH1100 等，另有 2 个待核实。",
    ]);

    [Fact]
    public void BusyDay_IsToldInEnglish() => Told(Busy, "en").ShouldBe(
    [
        "Daily · 2026-11-25 Wed",
        "New cases: 41, 5 more than the day before, 3.2 for every 100 orders.",
        "Answered in time: 98.6%, 0.7 points above the day before, 3 missed.",
        "Resolved in time: 100%, 5.7 points above the day before, none missed.",
        "Late at 09:00: 2, the longest by 3 h.",
        "Spent: ¥1,204, 12% less than the day before, recovered: ¥300.",
        "Most cases: Wrong item, 12 of them, ¥430 spent on it.",
        "With production: 5, QH2361 · 2610-B, QH1100 and others, to verify: 2.",
    ]);

    [Fact]
    public void QuietWeek_SaysThatThereWasNothing() => Told(Line(DigestKind.Weekly, new(Nothing, Nothing, 0, null, null, [], 0))).ShouldBe(
    [
        "周报 · 2026-11-16 至 2026-11-22",
        "没有新工单，和前一周一样。",
        "没有要响应的消息。",
        "没有到期要解决的工单。",
        "到 09:00 没有工单超时。",
        "没有花费。",
    ]);

    [Fact]
    public void EachSentence_OpensWhatItIsAbout()
    {
        var sentences = Words("zh-CN").Sentences(Busy);
        sentences.Select(one => one.Href).ShouldBe(
        [
            "/dashboard/cases?of=Opened&from=2026-11-25&to=2026-11-25",
            "/dashboard/cases?of=Promise%3AReply&late=1&from=2026-11-25&to=2026-11-25",
            "/dashboard/cases?of=Promise%3AResolution&from=2026-11-25&to=2026-11-25",
            "/cases?view=all&only=late",
            "/dashboard/cases?of=Borne&from=2026-11-25&to=2026-11-25",
            "/dashboard/cases?of=Opened&cut=Type&key=WrongItem&from=2026-11-25&to=2026-11-25",
            "/feedback",
        ]);
    }

    private static DigestLine Line(DigestKind kind, DigestContent content) =>
        new(Guid.Empty, kind, kind == DigestKind.Daily ? new(new(2026, 11, 25), new(2026, 11, 25)) : new(new(2026, 11, 16), new(2026, 11, 22)), content, Morning);

    private static IReadOnlyList<string> Told(DigestLine line, string language = "zh-CN") => [Words(language).Title(line), .. Words(language).Sentences(line).Select(one => one.Text)];

    private static DigestWords Words(string language)
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        return new(texts, new(texts, new MovableTime(Morning.AddDays(1))));
    }
}
