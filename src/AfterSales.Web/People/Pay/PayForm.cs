using AfterSales.Domain.People.Pay;

namespace AfterSales.Web.People.Pay;

/// <summary>A grade as a form edits it.</summary>
public sealed class GradeForm
{
    public string Name { get; set; } = "";
    public decimal? Base { get; set; }
}

/// <summary>A rule about unanswered buyers; minutes, as people say it.</summary>
public sealed class UnansweredForm
{
    public decimal? Minutes { get; set; }
    public decimal? Yuan { get; set; }
}

/// <summary>A store's pay policy as the settings page edits it: per cent and minutes. What is missing comes out as what the check refuses.</summary>
public sealed class PayForm
{
    private const decimal Invalid = -1;

    public List<GradeForm> Grades { get; } = [];
    public List<UnansweredForm> Unanswered { get; } = [];

    /// <summary>Yuan by what is rewarded; empty: nothing.</summary>
    public Dictionary<BonusFor, decimal?> Bonuses { get; } = [];
    public decimal? CommissionPercent { get; set; }
    public decimal? SlowMinutes { get; set; }
    public int? SlowFree { get; set; }
    public decimal? SlowYuan { get; set; }
    public int? LateFree { get; set; }
    public decimal? LateMinutes { get; set; }
    public decimal? LateYuan { get; set; }
    public decimal? OffYuan { get; set; }

    public static PayForm Of(PayPolicy policy)
    {
        var form = new PayForm
        {
            CommissionPercent = Plain(policy.CommissionShare * 100),
            SlowMinutes = Minutes(policy.SlowReplies.OverSeconds),
            SlowFree = policy.SlowReplies.Free,
            SlowYuan = policy.SlowReplies.Yuan,
            LateFree = policy.LateStarts.FreeTimes,
            LateMinutes = Minutes(policy.LateStarts.FreeSeconds),
            LateYuan = policy.LateStarts.Yuan,
            OffYuan = policy.OffWithoutLeave,
        };
        form.Grades.AddRange(policy.Grades.Select(grade => new GradeForm { Name = grade.Name, Base = grade.Base }));
        form.Unanswered.AddRange(policy.Unanswered.OrderBy(rule => rule.OverSeconds).Select(rule => new UnansweredForm { Minutes = Minutes(rule.OverSeconds), Yuan = rule.Yuan }));
        foreach (var what in Enum.GetValues<BonusFor>()) form.Bonuses[what] = policy.Bonuses.FirstOrDefault(bonus => bonus.For == what)?.Each;
        return form;
    }

    public PayPolicy ToPolicy() => new()
    {
        Grades = [.. Grades.Select(grade => new PayGrade(grade.Name.Trim(), grade.Base ?? Invalid))],
        CommissionShare = (CommissionPercent ?? Invalid) / 100,
        Bonuses = [.. Bonuses.Where(bonus => bonus.Value is not (null or 0)).OrderBy(bonus => bonus.Key).Select(bonus => new PayBonus(bonus.Key, bonus.Value!.Value))],
        SlowReplies = new(Seconds(SlowMinutes), SlowFree ?? -1, SlowYuan ?? Invalid),
        Unanswered = [.. Unanswered.Select(rule => new UnansweredRule(Seconds(rule.Minutes), rule.Yuan ?? Invalid))],
        LateStarts = new(LateFree ?? -1, Seconds(LateMinutes), LateYuan ?? Invalid),
        OffWithoutLeave = OffYuan ?? Invalid,
    };

    private static decimal Minutes(int seconds) => Plain((decimal)seconds / 60);

    private static int Seconds(decimal? minutes) => minutes is >= 0 and <= (PayPolicyCheck.MostSeconds / 60) ? (int)decimal.Round(minutes.Value * 60) : -1;

    // 0.50 is shown as 0.5.
    private static decimal Plain(decimal number) => number / 1.000000000000000000000000000000000m;
}
