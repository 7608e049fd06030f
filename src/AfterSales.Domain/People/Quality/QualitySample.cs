using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

public enum SampleState
{
    Open,
    Scored,

    /// <summary>It is not looked at after all, with a reason. One that was scored is not withdrawn: a score is corrected.</summary>
    Withdrawn,
}

/// <summary>
/// One person's work on one case, to be looked at. Whoever scores it first gives the score that counts; a second one scores it only to calibrate, and what either gave is hidden from the other, and from all who may
/// still score it, until both have.
/// </summary>
public sealed class QualitySample : IStoreOwned
{
    public const int MaxWords = 500;

    private QualitySample() { }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>Whose work.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The Monday of the week that it was drawn for.</summary>
    public DateOnly Week { get; private set; }

    /// <summary>When the work was done, by the store's wall clock: its score is of this month.</summary>
    public DateOnly Day { get; private set; }

    public IReadOnlyList<SampleReason> Why { get; private set; } = [];

    /// <summary>Drawn by lot, and so what people are compared by.</summary>
    public bool IsRandom { get; private set; }

    /// <summary>Of one that was picked by hand: why.</summary>
    public string? HandReason { get; private set; }

    /// <summary>Who picked it; null: it was drawn.</summary>
    public string? AddedBy { get; private set; }

    public DateTimeOffset At { get; private set; }
    public SampleState State { get; private set; }

    /// <summary>Two are to score it.</summary>
    public bool Calibrates { get; private set; }

    public Guid? FirstById { get; private set; }
    public string? FirstBy { get; private set; }
    public Guid? SecondById { get; private set; }
    public string? SecondBy { get; private set; }

    /// <summary>By which it was scored first, and is from then on.</summary>
    public int? CardVersion { get; private set; }

    /// <summary>What the first gave, as it stands.</summary>
    public decimal? Percent { get; private set; }

    public bool IsFailed { get; private set; }
    public DateTimeOffset? ScoredAt { get; private set; }
    public string? WithdrawnBecause { get; private set; }
    public string? WithdrawnBy { get; private set; }

    /// <summary>What the person says to it, once.</summary>
    public string? Answer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool AwaitsSecond => Calibrates && SecondById is null && State != SampleState.Withdrawn;

    /// <summary>Whoever is to score it has: whose work it is may be told.</summary>
    public bool IsDone => State == SampleState.Scored && !AwaitsSecond;

    public static QualitySample Draw(Guid storeId, DateOnly week, DrawnSample drawn, DateTimeOffset now) => new()
    {
        Id = Ids.New(now),
        StoreId = storeId,
        CaseId = drawn.Work.CaseId,
        PersonId = drawn.Work.PersonId,
        Week = week,
        Day = drawn.Work.Day,
        Why = drawn.Why,
        IsRandom = drawn.Why.Contains(SampleReason.Random),
        Calibrates = drawn.Calibrates,
        At = now,
    };

    public static Result<QualitySample> Pick(Guid caseId, Guid personId, DateOnly day, string reason, Actor by, DateTimeOffset now)
    {
        if (PlainText.IsBlank(reason) || reason.Length > MaxWords) return Refusal.Invalid("quality.reason_needed", MaxWords) with { Field = "Reason" };
        return new QualitySample
        {
            Id = Ids.New(now),
            StoreId = by.StoreId,
            CaseId = caseId,
            PersonId = personId,
            Week = Weeks.Of(day),
            Day = day,
            Why = [SampleReason.ByHand],
            HandReason = reason,
            AddedBy = by.Name,
            At = now,
        };
    }

    /// <summary>The lot, or a rule, came to what somebody had picked by hand: it was drawn as well. So nobody takes work out of the lot by picking it.</summary>
    public void AlsoDraw(DrawnSample drawn)
    {
        Why = [.. drawn.Why, .. Why.Except(drawn.Why)];
        IsRandom = Why.Contains(SampleReason.Random);
        // A second one would not be blind to what was given already.
        Calibrates |= drawn.Calibrates && FirstById is null;
    }

    /// <summary>Whether two others than whose work it is may score.</summary>
    public static bool TwoMayScore(Guid personId, IReadOnlySet<Guid> assessors) => assessors.Count(one => one != personId) > 1;

    /// <summary>Whether what others gave may be shown to who may score: not while they could still score it themselves.</summary>
    public bool IsBlindTo(Guid? person) => Calibrates && FirstById is not null && SecondById is null && person != FirstById && person != PersonId;

    /// <summary>A copy that does not tell how it was scored.</summary>
    public QualitySample WithoutScore()
    {
        var copy = (QualitySample)MemberwiseClone();
        (copy.Percent, copy.IsFailed, copy.Answer, copy.AnsweredAt) = (null, false, null, null);
        return copy;
    }

    /// <summary>Scores it, for the first or the second time, or again with a reason.</summary>
    /// <param name="card">The one that it was scored by, or the one in force.</param>
    public Result<Assessment> Assess(ScoreCard card, FilledCard filled, Actor by, DateTimeOffset now)
    {
        if (by.PersonId is not { } who) return Refusal.Forbidden();
        if (who == PersonId) return Refusal.Rule("quality.own");
        if (State == SampleState.Withdrawn) return Refusal.Rule("quality.withdrawn", WithdrawnBy ?? "");
        if (CardVersion is { } version && version != card.Version) return Refusal.Conflict("quality.card_changed", version);
        var again = who == FirstById || who == SecondById;
        if (!again && FirstById is not null && !AwaitsSecond) return Refusal.Conflict("quality.scored_already");
        if (again && (PlainText.IsBlank(filled.Because) || filled.Because!.Length > MaxWords)) return Refusal.Invalid("quality.because_needed", MaxWords) with { Field = nameof(FilledCard.Because) };
        if (filled.Remark.Length > Assessment.MaxWhole) return Refusal.Invalid("quality.text_too_long", Assessment.MaxWhole) with { Field = nameof(FilledCard.Remark) };
        if (filled.Remarks.FirstOrDefault(one => one.Value.Length > Assessment.MaxRemark) is { Key: { } key }) return Refusal.Invalid("quality.text_too_long", Assessment.MaxRemark) with { Field = key };
        var total = Scoring.TotalOf(card, filled.Scores);
        if (!total.Ok) return total.Refusal;
        if (filled.Remarks.Keys.FirstOrDefault(one => card.Criteria.All(criterion => criterion.Key != one)) is not null) return Refusal.Invalid("quality.criterion_unknown");

        if (FirstById is null) (FirstById, FirstBy, CardVersion, State) = (who, by.Name, card.Version, SampleState.Scored);
        else if (!again) (SecondById, SecondBy) = (who, by.Name);
        if (who == FirstById) (Percent, IsFailed, ScoredAt) = (total.Value.Percent, total.Value.IsFailed, now);
        return new Assessment(this, card, again ? filled : filled with { Because = null }, total.Value, by, now);
    }

    /// <summary>A second one is to score it as well. That is said before anybody has: what was once to be seen is no secret from the second.</summary>
    /// <param name="by">Who asks for it.</param>
    /// <param name="assessors">Who may score in the store.</param>
    public Result Calibrate(Actor by, IReadOnlySet<Guid> assessors)
    {
        if (by.PersonId == PersonId) return Refusal.Rule("quality.own");
        if (State == SampleState.Withdrawn) return Refusal.Rule("quality.withdrawn", WithdrawnBy ?? "");
        if (Calibrates) return Refusal.Rule("quality.calibrates_already");
        if (FirstById is not null) return Refusal.Rule("quality.seen_already");
        if (!TwoMayScore(PersonId, assessors)) return Refusal.Rule("quality.nobody_else");
        Calibrates = true;
        return Result.Done;
    }

    /// <summary>Those who could have been the second have left: what there is stands, and waits for nobody. Answers whether it waited in vain.</summary>
    public bool EndCalibration(IReadOnlySet<Guid> assessors)
    {
        if (!AwaitsSecond || (FirstById is { } first ? assessors.Any(one => one != PersonId && one != first) : TwoMayScore(PersonId, assessors))) return false;
        Calibrates = false;
        return true;
    }

    public Result Withdraw(string reason, Actor by)
    {
        if (by.PersonId == PersonId) return Refusal.Rule("quality.own");
        if (State == SampleState.Withdrawn) return Refusal.Conflict("quality.withdrawn", WithdrawnBy ?? "");
        if (State != SampleState.Open) return Refusal.Rule("quality.scored_stays");
        if (PlainText.IsBlank(reason) || reason.Length > MaxWords) return Refusal.Invalid("quality.reason_needed", MaxWords) with { Field = "Reason" };
        (State, WithdrawnBecause, WithdrawnBy) = (SampleState.Withdrawn, reason, by.Name);
        return Result.Done;
    }

    public Result Reply(string words, Actor by, DateTimeOffset now)
    {
        if (by.PersonId is null || by.PersonId != PersonId) return Refusal.Forbidden();
        if (State != SampleState.Scored) return Refusal.Rule("quality.not_scored");
        if (Answer is not null) return Refusal.Rule("quality.answered_already");
        if (PlainText.IsBlank(words) || words.Length > MaxWords) return Refusal.Invalid("quality.words_needed", MaxWords) with { Field = "Words" };
        (Answer, AnsweredAt) = (words, now);
        return Result.Done;
    }
}
