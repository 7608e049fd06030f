using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Pay;

/// <summary>What is wrong with a pay policy.</summary>
/// <param name="Code">Of the sentence under Refusals.</param>
/// <param name="Path">Which field, e.g. <c>grades[1].base</c>.</param>
public sealed record PayProblem(string Code, string Path, params object[] Args);

/// <summary>Whether a pay policy can be used as it is.</summary>
public static class PayPolicyCheck
{
    public const int MostGrades = 20;
    public const int MostRules = 10;
    public const int MaxName = 20;

    /// <summary>A month; nothing in it takes longer.</summary>
    public const int MostSeconds = 2_678_400;
    private const int MostTimes = 1_000;
    private const decimal MostShare = 0.5m;

    public static IReadOnlyList<PayProblem> Problems(this PayPolicy policy) =>
    [
        .. policy.Grades.Count is 0 or > MostGrades ? [new PayProblem("pay.grades_needed", "grades", MostGrades)] : Array.Empty<PayProblem>(),
        .. policy.Grades.SelectMany((grade, place) => OfGrade(grade, $"grades[{place}]")),
        .. policy.Grades.Select((grade, place) => (grade.Name, place)).GroupBy(one => one.Name, StringComparer.Ordinal).SelectMany(same => same.Skip(1)).Select(one => new PayProblem("pay.grade_repeated", $"grades[{one.place}].name")),
        .. policy.CommissionShare is < 0 or > MostShare ? [new PayProblem("pay.share_invalid", "commissionShare", 50)] : Array.Empty<PayProblem>(),
        .. policy.Bonuses.SelectMany((bonus, place) => OfMoney(bonus.Each, $"bonuses[{place}].each")),
        .. policy.Bonuses.Select((bonus, place) => (bonus.For, place)).GroupBy(one => one.For).SelectMany(same => same.Skip(1)).Select(one => new PayProblem("pay.rule_repeated", $"bonuses[{one.place}].for")),
        .. OfSeconds(policy.SlowReplies.OverSeconds, "slowReplies.over"),
        .. OfTimes(policy.SlowReplies.Free, "slowReplies.free"),
        .. OfMoney(policy.SlowReplies.Yuan, "slowReplies.yuan"),
        .. policy.Unanswered.Count > MostRules ? [new PayProblem("pay.rules_many", "unanswered", MostRules)] : Array.Empty<PayProblem>(),
        .. policy.Unanswered.SelectMany((rule, place) => OfSeconds(rule.OverSeconds, $"unanswered[{place}].over").Concat(OfMoney(rule.Yuan, $"unanswered[{place}].yuan"))),
        .. policy.Unanswered.Select((rule, place) => (rule.OverSeconds, place)).GroupBy(one => one.OverSeconds).SelectMany(same => same.Skip(1)).Select(one => new PayProblem("pay.rule_repeated", $"unanswered[{one.place}].over")),
        .. OfTimes(policy.LateStarts.FreeTimes, "lateStarts.free"),
        .. OfSeconds(policy.LateStarts.FreeSeconds, "lateStarts.over"),
        .. OfMoney(policy.LateStarts.Yuan, "lateStarts.yuan"),
        .. OfMoney(policy.OffWithoutLeave, "offWithoutLeave"),
    ];

    private static IEnumerable<PayProblem> OfGrade(PayGrade grade, string path) =>
        PlainText.IsBlank(grade.Name) || grade.Name.Length > MaxName ? OfMoney(grade.Base, $"{path}.base").Prepend(new PayProblem("pay.name_needed", $"{path}.name", MaxName)) : OfMoney(grade.Base, $"{path}.base");

    private static IEnumerable<PayProblem> OfMoney(decimal yuan, string path)
    {
        if (yuan < 0 || yuan > Money.Most || !Money.IsWholeFen(yuan)) yield return new PayProblem("pay.amount_invalid", path);
    }

    private static IEnumerable<PayProblem> OfSeconds(int seconds, string path)
    {
        if (seconds is < 0 or > MostSeconds) yield return new PayProblem("pay.time_invalid", path);
    }

    private static IEnumerable<PayProblem> OfTimes(int times, string path)
    {
        if (times is < 0 or > MostTimes) yield return new PayProblem("pay.times_invalid", path, MostTimes);
    }
}
