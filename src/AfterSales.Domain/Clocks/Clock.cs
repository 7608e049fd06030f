using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Clocks;

/// <summary>One running or stopped clock. Its due time, warnings and breach follow from what is recorded here: the start, the rule and
/// calendar it started under, the pauses and the stop.</summary>
public sealed partial class Clock : IStoreOwned
{
    private readonly List<ClockPause> _pauses = [];

    private Clock()
    {
    }

    public Guid Id { get; private set; }

    public Guid StoreId { get; private set; }

    /// <summary>What the clock measures, as a rule a case.</summary>
    public Guid SubjectId { get; private set; }

    public ClockKind Kind { get; private set; }

    /// <summary>Counts the clocks of one kind and subject: a reopened case starts a new cycle.</summary>
    public int Cycle { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public Guid? StartedByMessageId { get; private set; }

    /// <summary>Working time from start to due; wall time where the due time was given.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>The due time was told to somebody: it follows no calendar, no pause and no later limit.</summary>
    public bool DueIsGiven { get; private set; }

    public ClockRule Rule { get; private set; } = new();

    /// <summary>The calendar as it was when the rule was applied, so that later edits leave a running clock alone.</summary>
    public BusinessCalendar? CalendarSnapshot { get; private set; }

    public int PolicyVersion { get; private set; }

    /// <summary>When the owner applied another rule to this running clock.</summary>
    public DateTimeOffset? RuleChangedAt { get; private set; }

    /// <summary>While paused, the due time as it was when the pause began.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset? StoppedAt { get; private set; }

    public StopCause? StopCause { get; private set; }

    /// <summary>Working time from start to stop without the pauses; null while it runs.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>The true due time that was missed, however late it was noticed.</summary>
    public DateTimeOffset? BreachedAt { get; private set; }

    /// <summary>Who was responsible at the breach.</summary>
    public Guid? ResponsibleId { get; private set; }

    /// <summary>Warnings of a new rule are numbered after those of the old one, which may have fired.</summary>
    public int FirstWarnOrdinal { get; private set; }

    public IReadOnlyList<ClockPause> Pauses => _pauses;

    public bool IsStopped => StoppedAt is not null;

    public bool IsPaused => !IsStopped && OpenPause is not null;

    private ClockPause? OpenPause => _pauses.Find(pause => pause.EndedAt is null);

    /// <summary>Starts a clock; the start may lie in the past. A promise without an explicit due time is the policy's default promise.</summary>
    public static Clock Start(
        Guid id,
        Guid storeId,
        Guid subjectId,
        ClockKind kind,
        int cycle,
        DateTimeOffset startedAt,
        ClockRule rule,
        ClockPolicy policy,
        Guid? messageId = null,
        DateTimeOffset? explicitDue = null)
    {
        var given = explicitDue ?? (kind == ClockKind.Promise ? startedAt + policy.DefaultPromise : null);
        var clock = new Clock
        {
            Id = id,
            StoreId = storeId,
            SubjectId = subjectId,
            Kind = kind,
            Cycle = cycle,
            StartedAt = startedAt.ToUniversalTime(),
            StartedByMessageId = messageId,
            Rule = rule,
            PolicyVersion = policy.Version,
            DueIsGiven = given is not null,
            CalendarSnapshot = given is null ? policy.CalendarFor(rule) : null,
            Limit = given - startedAt ?? rule.Limit ?? throw new ArgumentException($"A {kind} clock needs a limit or a due time.", nameof(rule)),
        };
        clock.DueAt = given?.ToUniversalTime() ?? clock.MomentOf(clock.Limit);
        return clock;
    }

    /// <summary>Stops the clock; false when it already was, or when the moment lies before its start. A clock stopped while paused
    /// keeps that pause open: it never ran again.</summary>
    public bool Stop(DateTimeOffset at, StopCause cause)
    {
        if (IsStopped || at < StartedAt)
            return false;

        StoppedAt = at.ToUniversalTime();
        StopCause = cause;
        Took = Elapsed(at);
        return true;
    }

    /// <summary>False when there is nothing left to pause, or the due time is not ours to move.</summary>
    public bool Pause(DateTimeOffset at, PauseCause cause, Guid? byId = null)
    {
        var free = _pauses.Count == 0 ? StartedAt : _pauses.Max(pause => pause.EndedAt ?? DateTimeOffset.MaxValue);
        if (IsStopped || IsPaused || DueIsGiven || at < free || at >= DueAt)
            return false;

        _pauses.Add(new ClockPause(Id, at.ToUniversalTime(), cause, byId));
        return true;
    }

    /// <summary>Runs on with the working time that was left; false when the clock was not paused.</summary>
    public bool Resume(DateTimeOffset at)
    {
        if (IsStopped || OpenPause is not { } pause || at < pause.StartedAt)
            return false;

        pause.End(at.ToUniversalTime());
        DueAt = NotBefore(at, MomentOf(Limit));
        return true;
    }

    /// <summary>Applies another rule to a running clock. What was missed stays missed, and a shorter limit never makes a clock late
    /// before the moment it was applied. A given due time stays; only its warnings change.</summary>
    public bool Recompute(ClockRule rule, BusinessCalendar? calendar, int policyVersion, DateTimeOffset now)
    {
        if (IsStopped || BreachedAt is not null || now < StartedAt || (now >= DueAt && !IsPaused) || (!DueIsGiven && rule.Limit is null))
            return false;

        FirstWarnOrdinal += Rule.WarnAfter.Count + Rule.WarnBefore.Count;
        Rule = rule;
        PolicyVersion = policyVersion;
        RuleChangedAt = now.ToUniversalTime();
        if (DueIsGiven)
            return true;

        CalendarSnapshot = calendar;
        Limit = rule.Limit ?? Limit;
        var due = MomentOf(Limit);
        // Under a pause the due time stays the one of its beginning, if there was time left by then.
        DueAt = OpenPause?.StartedAt < due ? due : NotBefore(now, due);
        return true;
    }

    /// <summary>Records the breach that a timer found; false when it no longer holds or is known already.</summary>
    public bool Breach(ClockTimer timer, Guid? responsibleId)
    {
        if (BreachedAt is not null || timer.Kind != TimerKind.Breach || !StillHolds(timer))
            return false;

        BreachedAt = timer.DueAt;
        ResponsibleId = responsibleId;
        return true;
    }

    private static DateTimeOffset NotBefore(DateTimeOffset floor, DateTimeOffset moment) =>
        moment < floor ? floor.ToUniversalTime() : moment;
}
