namespace AfterSales.Domain.People.Pay;

public enum PayLineKind
{
    Base,
    Commission,

    /// <summary>By the policy; the word says for what (<see cref="BonusFor"/>).</summary>
    Bonus,

    /// <summary>Entered by hand; the word is its name.</summary>
    Extra,
    SlowReplies,

    /// <summary>The word is the seconds of its rule.</summary>
    Unanswered,
    LateStarts,
    OffWithoutLeave,

    /// <summary>Of a month that is closed; the word is the month, <c>2026-10</c>.</summary>
    Correction,
}

/// <summary>A line of a sheet: so many, at so much each, comes to so much.</summary>
/// <param name="Word">Tells lines of one kind apart; null where there is one only.</param>
/// <param name="Count">How many there were; of the commission: how much was sold, less what came back.</param>
/// <param name="Each">Yuan for one; null where it is no product.</param>
/// <param name="Yuan">Less than nothing for a penalty.</param>
/// <param name="Computed">What the policy made of it, where a dispute changed it.</param>
public sealed record PayLine(PayLineKind Kind, string? Word, decimal Count, decimal? Each, decimal Yuan, decimal? Computed = null)
{
    /// <summary>What is taken off by a rule.</summary>
    public static readonly IReadOnlyList<PayLineKind> Penalties = [PayLineKind.SlowReplies, PayLineKind.Unanswered, PayLineKind.LateStarts, PayLineKind.OffWithoutLeave];

    /// <summary>By which a dispute names it.</summary>
    public string Key => KeyOf(Kind, Word);

    public static string KeyOf(PayLineKind kind, string? word) => word is null ? kind.ToString() : $"{kind}:{word}";

    /// <summary>With what was decided in the person's favour on top of it, whatever it comes to by now. Nobody is paid for a penalty.</summary>
    public PayLine Ruled(decimal granted) => this with { Yuan = Penalties.Contains(Kind) ? Math.Min(0, Yuan + granted) : Yuan + granted, Computed = Yuan };
}
