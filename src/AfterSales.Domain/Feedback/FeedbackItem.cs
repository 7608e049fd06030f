using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Feedback;

/// <summary>Where an item stands. Those before <see cref="Closed"/> take in later cases of the same goods.</summary>
public enum FeedbackState
{
    /// <summary>Opened by itself; a supervisor has to look whether the goods are at fault.</summary>
    Open,

    /// <summary>They are: production is asked.</summary>
    Verified,

    /// <summary>Production said what it found and will do.</summary>
    Answered,

    /// <summary>Action was taken.</summary>
    Closed,

    /// <summary>The goods are not at fault.</summary>
    Rejected,
}

/// <summary>What was done about goods.</summary>
public enum FeedbackAction
{
    Reworked,
    NextBatch,
    ChangedProcess,
    ChangedSupplier,
    TakenOffSale,
    CorrectedListing,
    Other,
}

/// <summary>
/// Something that production has to know (SPEC 6): one style, batch and defect, with the cases that show it. It opens by itself, is verified, answered and closed with the action that
/// was taken. <see cref="Version"/> goes up with every deed of a person; cases that join do not make a screen stale.
/// </summary>
public sealed class FeedbackItem : IStoreOwned
{
    public const int MaxText = 2_000;

    /// <summary>Goods that were shipped longer before an item opened say nothing about how it breaks: no action on it began before.</summary>
    public const int DaysBefore = 180;

    /// <summary>Subtypes that are about the goods. Whether something is genuine is no question to production.</summary>
    public static readonly IReadOnlyList<CaseSubtype> Defects = [CaseSubtype.Defect, CaseSubtype.ColourDifference, CaseSubtype.SizeOff, CaseSubtype.NotAsDescribed];

    private FeedbackItem() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>款号.</summary>
    public string Style { get; private set; } = "";

    /// <summary>Empty where no import tells batches: then it is about the style.</summary>
    public string Batch { get; private set; } = "";

    public CaseSubtype Defect { get; private set; }
    public FeedbackCause Cause { get; private set; }
    public FeedbackState State { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>How many cases stand in it, of how many customers, and when the last of them was opened.</summary>
    public int Cases { get; private set; }

    public int Customers { get; private set; }
    public DateTimeOffset LastCaseAt { get; private set; }

    /// <summary>What production answered last.</summary>
    public string? Answer { get; private set; }

    public DateTimeOffset? DelistedAt { get; private set; }
    public FeedbackAction? Action { get; private set; }

    /// <summary>What exactly was done.</summary>
    public string? ActionText { get; private set; }

    /// <summary>The first day on which goods were shipped as they are since the action, by the store's wall clock.</summary>
    public DateOnly? ActionSince { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public int Version { get; private set; }

    public bool IsUnderWay => State is FeedbackState.Open or FeedbackState.Verified or FeedbackState.Answered;

    public static FeedbackItem Open(Guid id, Guid storeId, string style, string batch, CaseSubtype defect, FeedbackCause cause, DateTimeOffset now) => new()
    {
        Id = id,
        StoreId = storeId,
        Style = style,
        Batch = batch,
        Defect = defect,
        Cause = cause,
        OpenedAt = now,
        LastCaseAt = now,
        Version = 1,
    };

    /// <summary>Which cases stand in it now. Answers whether that is news.</summary>
    public bool Hold(int cases, int customers, DateTimeOffset? lastAt)
    {
        var (before, last) = ((Cases, Customers, LastCaseAt), lastAt ?? LastCaseAt);
        (Cases, Customers, LastCaseAt) = (cases, customers, last);
        return before != (Cases, Customers, LastCaseAt);
    }

    public Result<FeedbackStep> Verify(string? note, DateTimeOffset now) =>
        State != FeedbackState.Open ? Misplaced() : MoveTo(FeedbackState.Verified, FeedbackStepKind.Verified, note, now);

    /// <summary>The goods are not at fault. Their cases count towards no other item.</summary>
    public Result<FeedbackStep> Reject(string? reason, DateTimeOffset now)
    {
        if (State is not (FeedbackState.Open or FeedbackState.Verified)) return Misplaced();
        if (PlainText.IsBlank(reason)) return Refusal.Invalid("feedback.reason_needed") with { Field = "Text" };
        var moved = MoveTo(FeedbackState.Rejected, FeedbackStepKind.Rejected, reason, now);
        if (moved.Ok) EndedAt = now;
        return moved;
    }

    /// <summary>Production answers; what it answers later stands beside what it answered before.</summary>
    public Result<FeedbackStep> AnswerWith(string? text, DateTimeOffset now)
    {
        if (State == FeedbackState.Open) return Refusal.Rule("feedback.not_verified");
        if (State is not (FeedbackState.Verified or FeedbackState.Answered)) return Misplaced();
        if (PlainText.IsBlank(text)) return Refusal.Invalid("feedback.answer_needed") with { Field = "Text" };
        var moved = MoveTo(FeedbackState.Answered, FeedbackStepKind.Answered, text, now);
        if (moved.Ok) Answer = text;
        return moved;
    }

    /// <summary>The goods went off sale, or were asked to: the case in which the warehouse was asked.</summary>
    public Result<FeedbackStep> Delist(string? note, string? caseNumber, DateTimeOffset now)
    {
        if (!IsUnderWay) return Misplaced();
        if (DelistedAt is not null) return Refusal.Rule("feedback.delisted_already");
        var moved = MoveTo(State, FeedbackStepKind.Delisted, note, now);
        if (!moved.Ok) return moved;
        DelistedAt = now;
        return moved.Value.About(caseNumber);
    }

    /// <param name="action">What was done.</param>
    /// <param name="text">What exactly.</param>
    /// <param name="since">From which day on goods are shipped as they are now.</param>
    /// <param name="today">By the store's wall clock.</param>
    /// <param name="now">UTC.</param>
    public Result<FeedbackStep> Close(FeedbackAction action, string? text, DateOnly since, DateOnly today, DateTimeOffset now)
    {
        if (State is FeedbackState.Open or FeedbackState.Verified) return Refusal.Rule(State == FeedbackState.Open ? "feedback.not_verified" : "feedback.not_answered");
        if (State != FeedbackState.Answered) return Misplaced();
        if (WhyNotSince(since, today) is { } refusal) return refusal;
        if (action == FeedbackAction.Other && PlainText.IsBlank(text)) return Refusal.Invalid("feedback.action_text_needed") with { Field = "Text" };
        var moved = MoveTo(FeedbackState.Closed, FeedbackStepKind.Closed, text, now);
        if (!moved.Ok) return moved;
        (Action, ActionText, ActionSince, EndedAt) = (action, moved.Value.Note, since, now);
        return moved;
    }

    /// <summary>The first day since the action was another one than was said.</summary>
    public Result<FeedbackStep> CorrectSince(DateOnly since, string? note, DateOnly today, DateTimeOffset now)
    {
        if (State != FeedbackState.Closed) return Misplaced();
        if (WhyNotSince(since, today) is { } refusal) return refusal;
        var moved = MoveTo(State, FeedbackStepKind.SinceCorrected, note, now);
        if (moved.Ok) ActionSince = since;
        return moved;
    }

    private Refusal? WhyNotSince(DateOnly since, DateOnly today) =>
        since > today ? Refusal.Invalid("feedback.since_future") with { Field = "Since" }
        : since < DateOnly.FromDateTime(OpenedAt.UtcDateTime).AddDays(-DaysBefore) ? Refusal.Invalid("feedback.since_long_ago", DaysBefore) with { Field = "Since" }
        : null;

    private Result<FeedbackStep> MoveTo(FeedbackState to, FeedbackStepKind kind, string? note, DateTimeOffset now)
    {
        if (note?.Length > MaxText) return Refusal.Invalid("feedback.text_too_long", MaxText) with { Field = "Text" };
        State = to;
        Version++;
        return new FeedbackStep(StoreId, Id, kind, PlainText.IsBlank(note) ? null : note, now);
    }

    private Refusal Misplaced() => Refusal.Rule("feedback.not_in_state", State);
}
