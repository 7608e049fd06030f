using System.Globalization;
using AfterSales.Application.Clocks;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Orders;
using AfterSales.Web.Clocks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Tests.Clocks;

public sealed class ClockStoryWordsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 5, 58, 0, TimeSpan.Zero);
    private static readonly Guid Message = new(1, 0, 0, new byte[8]);
    private static readonly Guid Person = new(2, 0, 0, new byte[8]);

    [Fact]
    public void Lines_ReplyClock_SayWhichMessageWhichLimitAndWhichVersion()
    {
        var clock = Clock.Start(default, default, default, ClockKind.Reply, 1, Start, ClockPolicy.Default.RuleFor(ClockKind.Reply), ClockPolicy.Default with { Version = 7 }, Message);
        Title(clock).ShouldBe("响应：为什么是 14:03？");
        Lines(clock).ShouldBe(["买家消息“少了一件”开始计时。时限 5 分钟（时效规则第 7 版）。", "到期。"]);
        Lines(clock, "en").ShouldBe(["Started by the buyer's message “少了一件”. The limit is 5 min (clock rules, version 7).", "Due."]);
    }

    [Fact]
    public void Lines_PausedAndResumed_SayWhyByWhomAndHowMuchItMoved()
    {
        var clock = Clock.Start(default, default, default, ClockKind.Resolution, 2, Start, ClockPolicy.Default.RuleFor(ClockKind.Resolution), ClockPolicy.Default);
        clock.Pause(Start.AddHours(1), PauseCause.WaitingBuyer, Person);
        clock.Resume(Start.AddHours(3));
        Lines(clock).ShouldBe(["工单重新打开，重新计时。时限 48 小时（时效规则第 1 版）。", "暂停（等买家，许知操作），16:58 恢复，到期往后推 2 小时。", "到期。"]);
    }

    [Fact]
    public void Lines_Promise_SayThatItWasTold()
    {
        var clock = Clock.Start(default, default, default, ClockKind.Promise, 1, Start, ClockPolicy.Default.RuleFor(ClockKind.Promise), ClockPolicy.Default);
        Lines(clock).ShouldBe(["答应了买家回复时间。", "到期：这是答应买家的时间，不受休息和暂停影响。"]);
    }

    [Fact]
    public void Lines_ADeadlineOfThePlatform_SayWhatHappensByItself()
    {
        var clock = Clock.Start(default, default, default, ClockKind.Platform, 1, Start, ClockPolicy.Default.RuleFor(ClockKind.Platform), ClockPolicy.Default, explicitDue: Start.AddHours(5));
        Words(clock, "zh-CN").Lines(Told(clock) with { Missed = DeadlineConsequence.Refund }).Select(line => line.Text).ShouldBe(["平台给了处理期限。", "到期：这是平台给的时间，不受休息和暂停影响。到时平台将自动退款。"]);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Lines_EveryStepOfEveryKind_AreWords(string language)
    {
        foreach (var kind in Enum.GetValues<ClockKind>())
        {
            var calendar = new BusinessCalendar
            {
                TimeZoneId = "Asia/Shanghai",
                Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> { [DayOfWeek.Sunday] = [new(new(13, 0), new(14, 0))] },
                Holidays = [new(2026, 11, 29)],
            };
            var policy = ClockPolicy.Default with { Calendars = new Dictionary<string, BusinessCalendar> { ["白班"] = calendar } };
            var rule = new ClockRule { Limit = kind.IsDueGiven() ? null : TimeSpan.FromMinutes(90), CalendarName = kind.IsDueGiven() ? null : "白班" };
            var clock = Clock.Start(default, default, default, kind, 1, Start, rule, policy, explicitDue: kind.IsDueGiven() ? Start.AddHours(1) : null);
            clock.Recompute(rule, policy.CalendarFor(rule), 2, Start.AddMinutes(1));
            clock.Pause(Start.AddMinutes(2), PauseCause.Manual);
            clock.Breach(new(clock.Id, new(TimerKind.Breach, 0, clock.DueAt)), null);
            clock.Stop(clock.DueAt.AddMinutes(1), StopCause.Cancelled);
            var words = Words(clock, language);
            words.Lines(Told(clock)).Select(line => line.Text).ShouldAllBe(text => !text.Contains("Clocks.") && !text.Contains("Words.") && !text.Contains('{'));
        }
    }

    private static string Title(Clock clock) => Words(clock, "zh-CN").Title(Told(clock));

    private static IEnumerable<string> Lines(Clock clock, string language = "zh-CN") => Words(clock, language).Lines(Told(clock)).Select(line => line.Text);

    private static ToldClock Told(Clock c) => new(c.Id, c.Kind, c.Cycle, c.StartedAt, c.DueAt, c.IsPaused, c.StoppedAt, c.BreachedAt, ClockStory.Of(c));

    private static ClockStoryWords Words(Clock clock, string language)
    {
        var texts = new Texts(CultureInfo.GetCultureInfo(language));
        return new(texts, new(texts, new MovableTime(Start)), new([Told(clock)], new Dictionary<Guid, string> { [Person] = "许知" }, new Dictionary<Guid, string> { [Message] = "少了一件" }));
    }
}
