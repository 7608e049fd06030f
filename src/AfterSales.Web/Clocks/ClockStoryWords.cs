using AfterSales.Application.Clocks;
using AfterSales.Domain.Clocks;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Clocks;

/// <summary>A step of a clock's story in words.</summary>
/// <param name="Tone">late for a breach, act for the due time, else null.</param>
public sealed record StoryLine(DateTimeOffset At, string Text, string? Tone);

/// <summary>Answers "为什么是 14:03？" in sentences (SPEC 3).</summary>
public sealed class ClockStoryWords(Texts texts, Formats formats, ClockStories stories)
{
    private const int QuotedLength = 40;

    private string Space => texts.IsChinese ? "" : " ";

    /// <summary>The question that the story answers.</summary>
    public string Title(ToldClock clock) => clock.Paused
        ? texts["Clocks.WhyPaused", texts.Word(clock.Kind)]
        : texts["Clocks.WhyDue", texts.Word(clock.Kind), formats.When(clock.DueAt)];

    public IEnumerable<StoryLine> Lines(ToldClock clock) => clock.Story.Steps.Select(step => new StoryLine(step.At, Sentence(clock, step), ToneOf(step)));

    private string Sentence(ToldClock clock, ClockStep step) => step switch
    {
        ClockStep.Started started => Started(clock, started),
        ClockStep.Closed closed => Closed(closed),
        ClockStep.Paused paused => Paused(paused),
        ClockStep.RuleChanged changed => texts["Clocks.RuleChanged", changed.PolicyVersion, formats.Length(changed.Limit)],
        ClockStep.Due { Given: true } when clock.Missed is { } missed => texts[$"Clocks.DueGiven_{clock.Kind}"] + Space + texts["Clocks.MissedThenStory", texts.Word(missed)],
        ClockStep.Due { Given: true } => texts[$"Clocks.DueGiven_{clock.Kind}"],
        ClockStep.Due => texts["Clocks.Due"],
        ClockStep.Breached { ResponsibleId: { } id } => texts["Clocks.BreachedOf", stories.People.GetValueOrDefault(id) ?? texts["Clocks.SomebodyGone"]],
        ClockStep.Breached => texts["Clocks.BreachedUnclaimed"],
        ClockStep.Stopped stopped => texts["Clocks.Stopped", texts.Word(stopped.Cause)],
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private string Started(ToldClock clock, ClockStep.Started started)
    {
        var because = started.MessageId is { } id && stories.Messages.GetValueOrDefault(id) is { } message
            ? texts["Clocks.StartedByMessage", Quoted(message)]
            : texts[clock.Cycle > 1 && clock.Kind == ClockKind.Resolution ? "Clocks.Started_Reopened" : $"Clocks.Started_{clock.Kind}"];
        if (clock.Story.Steps.OfType<ClockStep.Due>().Any(due => due.Given)) return because;
        var limit = texts[started.CalendarName is null ? "Clocks.Limit" : "Clocks.LimitWithCalendar", formats.Length(started.Limit), started.PolicyVersion, started.CalendarName];
        return because + Space + limit;
    }

    private string Closed(ClockStep.Closed closed) => closed.Holidays.Count == 0
        ? texts["Clocks.Closed", formats.When(closed.Until)]
        : texts["Clocks.ClosedHoliday", formats.When(closed.Until), string.Join(texts["Clocks.Comma"] + Space, closed.Holidays.Select(day => day.ToString(texts["Shared.MonthDayFormat"], texts.Culture)))];

    private string Paused(ClockStep.Paused paused)
    {
        var why = texts.Word(paused.Cause);
        var who = paused.ById is { } id && stories.People.GetValueOrDefault(id) is { } name ? texts["Clocks.PausedBy", why, name] : why;
        return paused is { Until: { } until, Held: { } held }
            ? texts["Clocks.Paused", who, formats.When(until), formats.Length(held)]
            : texts["Clocks.PausedStill", who];
    }

    private static string? ToneOf(ClockStep step) => step switch
    {
        ClockStep.Due => "act",
        ClockStep.Breached => "late",
        _ => null,
    };

    private static string Quoted(string message) => message.Length <= QuotedLength ? message : message[..QuotedLength] + "…";
}
