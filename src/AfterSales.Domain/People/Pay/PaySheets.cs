using System.Globalization;

namespace AfterSales.Domain.People.Pay;

/// <summary>Makes a month's sheet out of what is known: base by grade, commission, bonuses, penalties (SPEC 7). To the cent.</summary>
public static class PaySheets
{
    /// <param name="granted">Yuan that disputes gave on top of a line, by its key.</param>
    public static IReadOnlyList<PayLine> Lines(PayPolicy policy, PayFacts facts, IReadOnlyDictionary<string, decimal>? granted = null)
    {
        List<PayLine> lines =
        [
            .. policy.BaseOf(facts.Grade) is { } pay ? [new PayLine(PayLineKind.Base, null, 1, pay, pay)] : Array.Empty<PayLine>(),
            .. facts.Sales is { } sales ? [Commission(policy, sales - facts.Returns)] : Array.Empty<PayLine>(),
            .. policy.Bonuses.Select(bonus => Each(PayLineKind.Bonus, bonus.For.ToString(), facts.Earned.GetValueOrDefault(bonus.For), bonus.Each)),
            .. facts.Extras.Select(extra => new PayLine(PayLineKind.Extra, extra.Name, 1, null, extra.Yuan)),
            // Once, however many there are beyond what is free.
            .. facts.SlowReplies > policy.SlowReplies.Free ? [new PayLine(PayLineKind.SlowReplies, null, facts.SlowReplies, null, -policy.SlowReplies.Yuan)] : Array.Empty<PayLine>(),
            .. Unanswered(policy, facts.Waits),
            Each(PayLineKind.LateStarts, null, facts.LateStarts.Where((seconds, place) => place >= policy.LateStarts.FreeTimes || seconds > policy.LateStarts.FreeSeconds).Count(), -policy.LateStarts.Yuan),
            Each(PayLineKind.OffWithoutLeave, null, facts.ShiftsOffWithoutLeave, -policy.OffWithoutLeave),
            .. facts.Corrections.Select(one => new PayLine(PayLineKind.Correction, MonthText(one.Month), 1, null, one.Yuan)),
        ];
        return [.. lines.Where(line => line.Count != 0 && (line.Yuan != 0 || line.Kind is PayLineKind.Base or PayLineKind.Commission)).Select(line => granted is not null && granted.TryGetValue(line.Key, out var yuan) ? line.Ruled(yuan) : line)];
    }

    public static decimal Total(IEnumerable<PayLine> lines) => lines.Sum(line => line.Yuan);

    public static string MonthText(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    // Of what came back more than was sold nobody owes anything.
    private static PayLine Commission(PayPolicy policy, decimal sold) =>
        new(PayLineKind.Commission, null, sold, policy.CommissionShare, decimal.Round(Math.Max(0, sold) * policy.CommissionShare, 2, MidpointRounding.AwayFromZero));

    // Each wait falls under the heaviest rule that fits it: it is not paid for twice.
    private static IEnumerable<PayLine> Unanswered(PayPolicy policy, IReadOnlyList<int> waits) => policy.Unanswered.OrderBy(rule => rule.OverSeconds).Select(rule =>
        Each(PayLineKind.Unanswered, rule.OverSeconds.ToString(CultureInfo.InvariantCulture), waits.Count(seconds => policy.Unanswered.Where(one => seconds > one.OverSeconds).MaxBy(one => one.OverSeconds) == rule), -rule.Yuan));

    private static PayLine Each(PayLineKind kind, string? word, long count, decimal each) => new(kind, word, count, each, count * each);
}
