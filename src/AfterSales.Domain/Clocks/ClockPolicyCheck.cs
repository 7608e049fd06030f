using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Clocks;

/// <summary>Finds everything that is wrong with a policy before it is saved.</summary>
public static class ClockPolicyCheck
{
    /// <summary>Longer than any limit a store means; keeps arithmetic far from its bounds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Ten years. A store that is open a minute a week would reach a limit of days after the end of all dates.</summary>
    private const int MostWeeks = 520;

    public static IReadOnlyList<ClockProblem> Problems(this ClockPolicy policy) =>
    [
        .. policy.Rules.SelectMany(rule => RuleProblems(policy, rule.Key, rule.Value).Select(problem => problem.Under($"rules.{rule.Key}"))),
        .. policy.Overrides.SelectMany((special, i) =>
            RuleProblems(policy, special.Kind, special.Rule).Select(problem => problem.Under($"overrides[{i}].rule"))),
        .. Repeated(policy.Overrides),
        .. policy.Calendars.Keys.Where(PlainText.IsBlank).Select(_ => new ClockProblem("calendar.name_needed", "calendars")),
        .. policy.Calendars.SelectMany(calendar =>
            calendar.Value.Problems().Select(problem => problem.Under($"calendars.{calendar.Key}"))),
        .. DurationProblems(policy.ReopenWindow, "reopenWindow"),
        .. DurationProblems(policy.MaxPromise, "maxPromise"),
        .. DurationProblems(policy.DefaultPromise, "defaultPromise"),
        .. PromiseProblems(policy),
    ];

    private static IEnumerable<ClockProblem> RuleProblems(ClockPolicy policy, ClockKind kind, ClockRule rule)
    {
        var given = kind.IsDueGiven();
        if (given && rule.Limit is not null)
            yield return new ClockProblem("clocks.limit_is_given", "limit");
        if (!given && rule.Limit is null)
            yield return new ClockProblem("clocks.limit_missing", "limit");
        if (given && rule.PauseWhileWaitingBuyer)
            yield return new ClockProblem("clocks.cannot_pause", "pauseWhileWaitingBuyer");
        if (given && rule.CalendarName is not null)
            yield return new ClockProblem("clocks.calendar_unused", "calendarName");
        if (rule.CalendarName is { } name && !policy.Calendars.ContainsKey(name))
            yield return new ClockProblem("clocks.calendar_unknown", "calendarName", name);
        if (rule is { CalendarName: { } known, Limit: { } work } && policy.Calendars.TryGetValue(known, out var calendar)
            && calendar.OpensEveryWeek && work > calendar.OpenEachWeek * MostWeeks)
            yield return new ClockProblem("clocks.never_due", "calendarName", known);

        var durations = rule.Limit is { } limit ? DurationProblems(limit, "limit") : [];
        foreach (var problem in durations.Concat(WarningProblems(rule)).Concat(RepeatedWarnings(rule)))
            yield return problem;
    }

    private static IEnumerable<ClockProblem> WarningProblems(ClockRule rule)
    {
        for (var i = 0; i < rule.WarnAfter.Count; i++)
        {
            var path = $"warnAfter[{i}]";
            if (LengthProblem(rule.WarnAfter[i], path) is { } problem)
                yield return problem;
            else if (rule.WarnAfter[i] >= rule.Limit)
                yield return new ClockProblem("clocks.warn_not_before_due", path, rule.Limit);
        }

        for (var i = 0; i < rule.WarnBefore.Count; i++)
        {
            var path = $"warnBefore[{i}]";
            if (LengthProblem(rule.WarnBefore[i], path) is { } problem)
                yield return problem;
            // With a calendar the wall time until due is longer than the limit, and such a warning may have its place.
            else if (rule.CalendarName is null && rule.WarnBefore[i] >= rule.Limit)
                yield return new ClockProblem("clocks.warn_before_start", path, rule.Limit);
        }
    }

    // By the hours of a calendar only the due time tells when a warning before it comes: there it is a moment of its own.
    private static IEnumerable<ClockProblem> RepeatedWarnings(ClockRule rule) =>
        rule.WarnAfter.Select((after, i) => (At: (BeforeDue: false, Time: after), Path: $"warnAfter[{i}]"))
            .Concat(rule.WarnBefore.Select((before, i) => (
                At: rule is { CalendarName: null, Limit: { } limit } ? (BeforeDue: false, Time: limit - before) : (BeforeDue: true, Time: before),
                Path: $"warnBefore[{i}]")))
            .GroupBy(warning => warning.At)
            .SelectMany(same => same.Skip(1))
            .Select(warning => new ClockProblem("clocks.warn_repeated", warning.Path));

    private static IEnumerable<ClockProblem> Repeated(IReadOnlyList<ClockOverride> overrides) =>
        overrides.Select((special, i) => (special, i))
            .GroupBy(item => (item.special.Kind, item.special.CaseType))
            .SelectMany(same => same.Skip(1))
            .Select(item => new ClockProblem("clocks.override_repeated", $"overrides[{item.i}]", item.special.CaseType));

    private static IEnumerable<ClockProblem> DurationProblems(TimeSpan duration, string path)
    {
        if (LengthProblem(duration, path) is { } problem)
            yield return problem;
        if (duration > Longest)
            yield return new ClockProblem("clocks.too_long", path, Longest);
    }

    // Nobody means less than a second, and what is written in less is shown as if it were not there.
    private static ClockProblem? LengthProblem(TimeSpan length, string path) =>
        length <= TimeSpan.Zero ? new ClockProblem("clocks.not_positive", path)
        : length.Ticks % TimeSpan.TicksPerSecond != 0 ? new ClockProblem("clocks.whole_seconds", path)
        : null;

    private static IEnumerable<ClockProblem> PromiseProblems(ClockPolicy policy)
    {
        if (policy.DefaultPromise > policy.MaxPromise)
            yield return new ClockProblem("clocks.promise_over_max", "defaultPromise", policy.MaxPromise);
    }
}
