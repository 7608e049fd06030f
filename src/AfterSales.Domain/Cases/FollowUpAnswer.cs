using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Cases;

/// <summary>What became of asking the buyer.</summary>
public enum FollowUpOutcome
{
    Settled,
    NotSettled,

    /// <summary>Nobody answered; the follow-up is still owed.</summary>
    NotReached,
}

/// <summary>What a buyer answers when asked whether a case is settled.</summary>
public sealed record FollowUpAnswer
{
    public const int Worst = 1, Best = 5;

    /// <summary>Longest <see cref="Words"/>, in characters.</summary>
    public const int MaxWords = 500;

    /// <summary>Up to this mark a buyer is dissatisfied, settled or not.</summary>
    private const int Dissatisfied = 2;

    private FollowUpAnswer(FollowUpOutcome outcome, int? satisfaction, string words) => (Outcome, Satisfaction, Words) = (outcome, satisfaction, words);

    public FollowUpOutcome Outcome { get; }
    public int? Satisfaction { get; }
    public string Words { get; }

    /// <summary>The work is not done: the case goes back to it.</summary>
    public bool IsDissatisfied => Outcome == FollowUpOutcome.NotSettled || Satisfaction <= Dissatisfied;

    /// <summary>Refused: a mark outside 1–5, a mark by somebody who was not reached, more than 500 characters.</summary>
    public static Result<FollowUpAnswer> Of(FollowUpOutcome outcome, int? satisfaction, string? words)
    {
        var said = PlainText.Storable(words ?? "").Trim();
        if (satisfaction is < Worst or > Best) return Refusal.Invalid("follow_up.satisfaction_invalid", Worst, Best) with { Field = nameof(Satisfaction) };
        if (outcome == FollowUpOutcome.NotReached && satisfaction is not null) return Refusal.Invalid("follow_up.nobody_said") with { Field = nameof(Satisfaction) };
        return said.Length > MaxWords ? Refusal.Invalid("follow_up.words_too_long", MaxWords) with { Field = nameof(Words) } : new FollowUpAnswer(outcome, satisfaction, said);
    }
}
