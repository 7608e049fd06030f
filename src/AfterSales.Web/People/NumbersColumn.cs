using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Web.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.People;

/// <summary>One of a person's numbers (SPEC 7): how it is shown, taken away, and what opens when it is clicked.</summary>
/// <param name="Group">The heading above it and its neighbours; null where it stands alone.</param>
/// <param name="Measure">What it counts, as <see cref="Behind.Measure"/>.</param>
/// <param name="Count">How many things are behind it; none: nothing to open.</param>
/// <param name="Cell">The number itself, to calculate with: a count, seconds, yuan or a share.</param>
public sealed record NumbersColumn(string Key, string? Group, string Measure, Func<PersonNumbers, long> Count, Func<PersonNumbers, object?> Cell, bool OnlyLate = false, int? OverSeconds = null)
{
    /// <summary>The limits that SPEC 7 counts by.</summary>
    private const int TwoMinutes = 120, FiveMinutes = 300, HalfAnHour = 1_800, TwoHours = 7_200;

    public static IReadOnlyList<NumbersColumn> All { get; } =
    [
        Many("Cases", Measures.Opened, n => n.Cases),
        Many("Resolved", Measures.Resolved, n => n.Resolved),
        Many("Reopened", Measures.Reopened, n => n.Reopened),
        .. Times("FirstReply", Measures.FirstReply, n => n.FirstReplies),
        .. Times("EveryReply", Measures.Replied, n => n.Replies),
        Over("OverTwoMinutes", "EveryReply", Measures.Replied, TwoMinutes, n => n.Replies),
        Over("OverHalfAnHour", "Unanswered", Measures.Waited, HalfAnHour, n => n.Waits),
        Over("OverTwoHours", "Unanswered", Measures.Waited, TwoHours, n => n.Waits),
        new("Missed", null, Measures.Of(OccurrenceKind.Promise), n => n.Missed, n => n.Missed, OnlyLate: true),
        new("Resolution", null, Measures.Took(ClockKind.Resolution), n => n.Resolutions.Count, n => Seconds(n.Resolutions.Median)),
        Many("ApprovalsAsked", Measures.ApprovalsAsked, n => n.ApprovalsAsked) with { Group = "Approvals" },
        Many("ApprovalsRefused", Measures.ApprovalsRefused, n => n.ApprovalsRefused) with { Group = "Approvals" },
        new("Spent", null, Measures.Borne, n => n.Spent == 0 ? 0 : 1, n => n.Spent),
        Many("FollowUps", Measures.Of(OccurrenceKind.FollowUp), n => n.FollowUps),
        new("Satisfaction", null, Measures.Of(OccurrenceKind.Satisfaction), n => n.Satisfaction is null ? 0 : 1, n => n.Satisfaction is { } mean ? ReportWords.OneDecimal(mean) : null),
        Many("ReviewsRescued", Measures.ReviewsRescued, n => n.ReviewsRescued),
    ];

    /// <summary>What it is called where no heading stands above it.</summary>
    public string Title(Texts texts) => Group is null ? texts[$"Numbers.{Key}"] : $"{texts[$"Numbers.{Group}"]} · {texts[$"Numbers.{Key}"]}";

    /// <summary>As somebody reads it.</summary>
    public string Text(PersonNumbers numbers, Texts texts, Formats formats) => Cell(numbers) switch
    {
        null => "–",
        TimeSpan time => texts.Time((int)time.TotalSeconds),
        double share => ReportWords.Percent(share),
        decimal yuan => ReportWords.WholeYuan(yuan),
        long many => formats.Number(many),
        var word => word.ToString()!,
    };

    /// <summary>To calculate with: times in seconds.</summary>
    public object? InFile(PersonNumbers numbers) => Cell(numbers) switch
    {
        TimeSpan time => (int)time.TotalSeconds,
        double share => ReportWords.Percent(share),
        var cell => cell,
    };

    /// <summary>What somebody should look at: a wait that costs money, a promise that was missed.</summary>
    public bool IsBad(PersonNumbers numbers) => (OverSeconds is not null || OnlyLate) && Count(numbers) > 0;

    public string Behind(Guid person, ReportRange range) => ReportAddress.Behind(new(range, Measure, Cut.Person, person.ToString(), OnlyLate, OverSeconds));

    private static NumbersColumn Many(string key, string measure, Func<PersonNumbers, long> count) => new(key, null, measure, count, n => count(n));

    private static NumbersColumn Over(string key, string group, string measure, int seconds, Func<PersonNumbers, Distribution> times) => new(key, group, measure, n => times(n).Over(seconds), n => times(n).Over(seconds), OverSeconds: seconds);

    private static NumbersColumn[] Times(string group, string measure, Func<PersonNumbers, Distribution> times) =>
    [
        new("Median", group, measure, n => times(n).Count, n => Seconds(times(n).Median)),
        new("Ninetieth", group, measure, n => times(n).Count, n => Seconds(times(n).Percentile(90))),
        new("WithinFive", group, measure, n => times(n).Count, n => times(n).Share(FiveMinutes)),
    ];

    private static TimeSpan? Seconds(int? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
