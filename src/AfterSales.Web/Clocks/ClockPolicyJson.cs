using System.Text.Json;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;

namespace AfterSales.Web.Clocks;

/// <summary>The clock policy as programs read and write it; durations are ISO 8601. In a change, null stands for "as it is".</summary>
internal sealed record ClockPolicyJson
{
    public int? Version { get; init; }
    public ClockRuleJson? Reply { get; init; }
    public ClockRuleJson? Resolution { get; init; }
    public ClockRuleJson? Promise { get; init; }
    public ClockRuleJson? Approval { get; init; }
    public ClockRuleJson? FollowUp { get; init; }
    public ClockRuleJson? Platform { get; init; }
    public IReadOnlyList<ClockOverrideJson>? Overrides { get; init; }
    public IReadOnlyDictionary<string, BusinessCalendar>? Calendars { get; init; }
    public TimeSpan? ReopenWindow { get; init; }
    public TimeSpan? DefaultPromise { get; init; }
    public TimeSpan? MaxPromise { get; init; }

    /// <summary>In a change: running clocks follow too.</summary>
    public bool? ApplyToRunning { get; init; }

    public static ClockPolicyJson Of(ClockPolicy policy) => new()
    {
        Version = policy.Version,
        Reply = ClockRuleJson.Of(policy.RuleFor(ClockKind.Reply)),
        Resolution = ClockRuleJson.Of(policy.RuleFor(ClockKind.Resolution)),
        Promise = ClockRuleJson.Of(policy.RuleFor(ClockKind.Promise)),
        Approval = ClockRuleJson.Of(policy.RuleFor(ClockKind.Approval)),
        FollowUp = ClockRuleJson.Of(policy.RuleFor(ClockKind.FollowUp)),
        Platform = ClockRuleJson.Of(policy.RuleFor(ClockKind.Platform)),
        Overrides = [.. policy.Overrides.Select(o => new ClockOverrideJson(o.Kind, o.CaseType, ClockRuleJson.Of(o.Rule)))],
        Calendars = policy.Calendars,
        ReopenWindow = policy.ReopenWindow,
        DefaultPromise = policy.DefaultPromise,
        MaxPromise = policy.MaxPromise,
    };

    /// <summary>The first place where null or a case type that there is none of stands for something that has to be there; null: there is none.</summary>
    public string? Gap() =>
        (Overrides ?? []).Select((special, i) => GapIn(special, $"overrides[{i}]")).Concat((Calendars ?? new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal)).Select(c => GapIn(c.Value, $"calendars.{c.Key}")))
            .FirstOrDefault(gap => gap is not null);

    /// <summary>The policy with these changes.</summary>
    public ClockPolicy Over(ClockPolicy now) => now with
    {
        Rules = Enum.GetValues<ClockKind>().ToDictionary(kind => kind, kind => Changed(kind)?.Over(now.RuleFor(kind)) ?? now.RuleFor(kind)),
        Overrides = Overrides is null ? now.Overrides : [.. Overrides.Select(o => new ClockOverride(o.Clock, o.CaseType, o.Rule.Over(now.RuleFor(o.Clock))))],
        Calendars = Calendars ?? now.Calendars,
        ReopenWindow = ReopenWindow ?? now.ReopenWindow,
        DefaultPromise = DefaultPromise ?? now.DefaultPromise,
        MaxPromise = MaxPromise ?? now.MaxPromise,
    };

    /// <summary>What a problem's path is called here: rules.Reply.warnAfter[0] is reply.warn[0].</summary>
    public static string FieldOf(string path) => JsonNamingPolicy.SnakeCaseLower.ConvertName(
        path.Replace("rules.", "", StringComparison.Ordinal).Replace("warnAfter", "warn", StringComparison.Ordinal).Replace("calendarName", "calendar", StringComparison.Ordinal));

    private static string? GapIn(ClockOverrideJson? special, string path) =>
        special is null ? path
        : special.CaseType is null || !Enum.GetNames<CaseType>().Contains(special.CaseType, StringComparer.Ordinal) ? $"{path}.case_type"
        : special.Rule is null ? $"{path}.rule"
        : null;

    private static string? GapIn(BusinessCalendar? calendar, string path) =>
        calendar is null ? path
        : calendar.TimeZoneId is null ? $"{path}.time_zone_id"
        : calendar.Week is null || calendar.Week.Values.Any(hours => hours is null) ? $"{path}.week"
        : calendar.Holidays is null ? $"{path}.holidays"
        : calendar.SpecialDays is null || calendar.SpecialDays.Values.Any(hours => hours is null) ? $"{path}.special_days"
        : null;

    private ClockRuleJson? Changed(ClockKind kind) => kind switch
    {
        ClockKind.Reply => Reply,
        ClockKind.Resolution => Resolution,
        ClockKind.Promise => Promise,
        ClockKind.Approval => Approval,
        ClockKind.FollowUp => FollowUp,
        _ => Platform,
    };
}

/// <param name="Clock">Which clock.</param>
/// <param name="CaseType">For which case type, e.g. Logistics.</param>
internal sealed record ClockOverrideJson(ClockKind Clock, string CaseType, ClockRuleJson Rule);

/// <summary>How one clock runs.</summary>
internal sealed record ClockRuleJson
{
    public TimeSpan? Limit { get; init; }

    /// <summary>After so much working time.</summary>
    public IReadOnlyList<TimeSpan>? Warn { get; init; }

    /// <summary>So long before it is due.</summary>
    public IReadOnlyList<TimeSpan>? WarnBefore { get; init; }

    /// <summary>A name among the calendars; the empty string: around the clock.</summary>
    public string? Calendar { get; init; }

    public bool? PauseWhileWaitingBuyer { get; init; }

    public static ClockRuleJson Of(ClockRule rule) => new()
    {
        Limit = rule.Limit,
        Warn = rule.WarnAfter,
        WarnBefore = rule.WarnBefore,
        Calendar = rule.CalendarName,
        PauseWhileWaitingBuyer = rule.PauseWhileWaitingBuyer,
    };

    public ClockRule Over(ClockRule now) => now with
    {
        Limit = Limit ?? now.Limit,
        WarnAfter = Warn ?? now.WarnAfter,
        WarnBefore = WarnBefore ?? now.WarnBefore,
        CalendarName = Calendar switch { null => now.CalendarName, "" => null, _ => Calendar },
        PauseWhileWaitingBuyer = PauseWhileWaitingBuyer ?? now.PauseWhileWaitingBuyer,
    };
}
