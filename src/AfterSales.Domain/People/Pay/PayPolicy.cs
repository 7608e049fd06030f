namespace AfterSales.Domain.People.Pay;

/// <summary>What a bonus is paid for, each time.</summary>
public enum BonusFor
{
    ReviewRescued,

    /// <summary>A buyer gave the best mark.</summary>
    FullMark,
    FollowUp,
    Resolved,
}

/// <param name="Base">Yuan a month.</param>
public sealed record PayGrade(string Name, decimal Base);

public sealed record PayBonus(BonusFor For, decimal Each);

/// <summary>More than so many slow replies in a month cost this, once.</summary>
public sealed record SlowReplyRule(int OverSeconds, int Free, decimal Yuan);

/// <summary>A buyer who went unanswered longer than this costs so much. Of several rules only the heaviest that fits.</summary>
public sealed record UnansweredRule(int OverSeconds, decimal Yuan);

/// <summary>A late start costs this: each after the first few of a month, and each by more than so much.</summary>
public sealed record LateStartRule(int FreeTimes, int FreeSeconds, decimal Yuan);

/// <summary>What people are paid (SPEC 7): a store's own, by versions that hold from a month on.</summary>
public sealed record PayPolicy
{
    public static readonly PayPolicy Default = new()
    {
        Version = 1,
        Grades = [new("P1", 1_500), new("P2", 1_800), new("P3", 2_200), new("P4", 2_700)],
        CommissionShare = 0.005m,
        SlowReplies = new(120, 3, 50),
        Unanswered = [new(1_800, 100), new(7_200, 200)],
        LateStarts = new(2, 600, 20),
        OffWithoutLeave = 200,
    };

    public int Version { get; init; }

    public IReadOnlyList<PayGrade> Grades { get; init; } = [];

    /// <summary>Of what a person sold, less what came back through them: 0.005 is half a per cent.</summary>
    public decimal CommissionShare { get; init; }

    public IReadOnlyList<PayBonus> Bonuses { get; init; } = [];

    public SlowReplyRule SlowReplies { get; init; } = new(0, 0, 0);

    public IReadOnlyList<UnansweredRule> Unanswered { get; init; } = [];

    public LateStartRule LateStarts { get; init; } = new(0, 0, 0);

    /// <summary>Yuan for each shift somebody stayed away from without leave.</summary>
    public decimal OffWithoutLeave { get; init; }

    public decimal? BaseOf(string? grade) => Grades.FirstOrDefault(one => one.Name == grade)?.Base;

    /// <summary>The rule about unanswered buyers that takes over from the one of so many seconds; null where that is the heaviest.</summary>
    public UnansweredRule? Heavier(int overSeconds) => Unanswered.Where(rule => rule.OverSeconds > overSeconds).MinBy(rule => rule.OverSeconds);

    /// <summary>The same, whichever version it is.</summary>
    public bool SaysTheSameAs(PayPolicy other) =>
        Grades.SequenceEqual(other.Grades) && Bonuses.SequenceEqual(other.Bonuses) && Unanswered.SequenceEqual(other.Unanswered)
        && (CommissionShare, SlowReplies, LateStarts, OffWithoutLeave) == (other.CommissionShare, other.SlowReplies, other.LateStarts, other.OffWithoutLeave);
}
