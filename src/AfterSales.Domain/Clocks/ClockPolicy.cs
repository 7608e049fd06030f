namespace AfterSales.Domain.Clocks;

/// <summary>A store's limits, warnings and calendars: data with a version, changed by the owner.</summary>
public sealed record ClockPolicy
{
    /// <summary>What a new store starts with.</summary>
    public static ClockPolicy Default { get; } = new()
    {
        Version = 1,
        Rules = new Dictionary<ClockKind, ClockRule>
        {
            [ClockKind.Reply] = new() { Limit = TimeSpan.FromMinutes(5), WarnAfter = [TimeSpan.FromMinutes(3)] },
            [ClockKind.Resolution] = new()
            {
                Limit = TimeSpan.FromHours(48),
                WarnAfter = [TimeSpan.FromHours(36), TimeSpan.FromHours(44)],
            },
            [ClockKind.Promise] = new() { WarnBefore = [TimeSpan.FromHours(1)] },
            [ClockKind.Approval] = new() { Limit = TimeSpan.FromMinutes(30), WarnAfter = [TimeSpan.FromMinutes(15)] },
            [ClockKind.FollowUp] = new() { Limit = TimeSpan.FromDays(3), WarnBefore = [TimeSpan.FromDays(1)] },
            [ClockKind.Platform] = new() { WarnBefore = [TimeSpan.FromHours(6), TimeSpan.FromHours(1)] },
        },
    };

    public int Version { get; init; }

    public IReadOnlyDictionary<ClockKind, ClockRule> Rules { get; init; } = new Dictionary<ClockKind, ClockRule>();

    public IReadOnlyList<ClockOverride> Overrides { get; init; } = [];

    public IReadOnlyDictionary<string, BusinessCalendar> Calendars { get; init; } = new Dictionary<string, BusinessCalendar>();

    /// <summary>How long after its end a buyer's message still reopens a case.</summary>
    public TimeSpan ReopenWindow { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan DefaultPromise { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan MaxPromise { get; init; } = TimeSpan.FromHours(48);

    /// <summary>The rule for a kind of clock, and for a case type where it has one of its own. A policy saved before a kind existed
    /// falls back to the default.</summary>
    public ClockRule RuleFor(ClockKind kind, string? caseType = null) =>
        Overrides.FirstOrDefault(special => special.Kind == kind && special.CaseType == caseType)?.Rule
        ?? Rules.GetValueOrDefault(kind)
        ?? Default.Rules[kind];

    /// <summary>Whether it comes to the same, whatever the two versions are called.</summary>
    public bool SaysTheSameAs(ClockPolicy other) =>
        Enum.GetValues<ClockKind>().All(kind => RuleFor(kind) == other.RuleFor(kind))
        && Overrides.SequenceEqual(other.Overrides)
        && Calendars.Count == other.Calendars.Count
        && Calendars.All(calendar => other.Calendars.TryGetValue(calendar.Key, out var same) && calendar.Value == same)
        && (ReopenWindow, DefaultPromise, MaxPromise) == (other.ReopenWindow, other.DefaultPromise, other.MaxPromise);

    public BusinessCalendar? CalendarFor(ClockRule rule) => rule.CalendarName is null ? null : Calendars[rule.CalendarName];
}

/// <summary>A rule for one case type, by its code.</summary>
public sealed record ClockOverride(ClockKind Kind, string CaseType, ClockRule Rule);
