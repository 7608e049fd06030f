namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>Who has to decide from an amount on.</summary>
/// <param name="Over">Yuan: up to and with this much it is as the step before says; 0 for the first.</param>
public sealed record ApprovalStep(decimal Over, ApprovalDemand Demand);

/// <summary>From which amount on somebody else has to decide (SPEC 4.2).</summary>
public static class ApprovalSteps
{
    private const decimal CentsPerYuan = 100;

    /// <summary>
    /// Every amount to the cent up to <paramref name="upTo"/>, in steps of who decides; never empty. What a table says is looked for by halving: a step within
    /// which it would change there and back again is not seen.
    /// </summary>
    /// <param name="upTo">Yuan, the most the remedy may cost.</param>
    public static IReadOnlyList<ApprovalStep> ApprovalStepsFor(this CaseGuidance guidance, string remedy, decimal upTo)
    {
        var most = decimal.Floor(upTo * CentsPerYuan);
        if (most < 1) return [new(0, guidance.ApprovalFor(remedy, upTo))];
        var steps = new List<ApprovalStep> { new(0, At(1)) };
        var (last, from) = (At(most), 1m);
        while (!IsLike(steps[^1].Demand, last))
        {
            var (like, other) = (from, most);
            while (other - like > 1)
            {
                var middle = decimal.Floor((like + other) / 2);
                if (IsLike(At(middle), steps[^1].Demand)) like = middle;
                else other = middle;
            }
            steps.Add(new(like / CentsPerYuan, At(other)));
            from = other;
        }
        return steps;

        ApprovalDemand At(decimal cents) => guidance.ApprovalFor(remedy, cents / CentsPerYuan);
    }

    private static bool IsLike(ApprovalDemand one, ApprovalDemand other) => one.Decider == other.Decider && one.IsCertain == other.IsCertain;
}
