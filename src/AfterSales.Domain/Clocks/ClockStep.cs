using System.Text.Json.Serialization;

namespace AfterSales.Domain.Clocks;

/// <summary>One step in the story of a clock.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(RuleChanged), "rule_changed")]
[JsonDerivedType(typeof(Due), "due")]
[JsonDerivedType(typeof(Breached), "breached")]
[JsonDerivedType(typeof(Stopped), "stopped")]
public abstract record ClockStep(DateTimeOffset At)
{
    /// <summary>The limit and version are those in force; an earlier rule is not kept here but in the history of the case.</summary>
    public sealed record Started(DateTimeOffset At, Guid? MessageId, TimeSpan Limit, int PolicyVersion, string? CalendarName) : ClockStep(At);

    /// <summary>Time outside working hours, with the holidays it covers.</summary>
    public sealed record Closed(DateTimeOffset At, DateTimeOffset Until, IReadOnlyList<DateOnly> Holidays) : ClockStep(At);

    /// <summary>A pause; the working time it held back is known once it ended.</summary>
    public sealed record Paused(DateTimeOffset At, DateTimeOffset? Until, PauseCause Cause, Guid? ById, TimeSpan? Held) : ClockStep(At);

    public sealed record RuleChanged(DateTimeOffset At, TimeSpan Limit, int PolicyVersion) : ClockStep(At);

    public sealed record Due(DateTimeOffset At, bool Given) : ClockStep(At);

    public sealed record Breached(DateTimeOffset At, Guid? ResponsibleId) : ClockStep(At);

    public sealed record Stopped(DateTimeOffset At, StopCause Cause) : ClockStep(At);
}
