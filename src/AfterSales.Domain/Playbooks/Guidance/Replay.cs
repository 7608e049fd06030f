namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>Which part of an answer came out otherwise.</summary>
public enum ReplayedPart
{
    Responsibility,

    /// <summary>A remedy is offered, preferred or forbidden where it was not, or no longer.</summary>
    Remedy,

    /// <summary>A remedy may cost more or less.</summary>
    Bound,

    /// <summary>Somebody else decides on a remedy.</summary>
    Approval,
    Obligation,
}

/// <summary>One thing that came out otherwise.</summary>
/// <param name="Subject">The remedy or obligation it concerns, in the outcomes catalogue's words; null for the responsibility.</param>
/// <param name="Before">A word of the catalogue, or an amount in yuan; null where there was nothing.</param>
public sealed record ReplayedChange(ReplayedPart Part, string? Subject, string? Before, string? After);

/// <summary>What two versions of a playbook say of the same case (SPEC 4: before publishing).</summary>
/// <param name="CostBefore">Yuan: what would be offered first may cost, or what was chosen; nothing while nothing is certain.</param>
public sealed record Replay(IReadOnlyList<ReplayedChange> Changes, decimal CostBefore, decimal CostAfter)
{
    public bool IsSame => Changes.Count == 0;

    public decimal Difference => CostAfter - CostBefore;

    /// <param name="chosen">The remedy that was agreed; null while none was.</param>
    public static Replay Of(CaseGuidance before, CaseGuidance after, string? chosen) =>
        new([.. Responsibility(before, after), .. Remedies(before, after), .. Obligations(before, after)], Cost(before, chosen), Cost(after, chosen));

    private static IEnumerable<ReplayedChange> Responsibility(CaseGuidance before, CaseGuidance after)
    {
        if (before.Responsibility.Party != after.Responsibility.Party)
            yield return new ReplayedChange(ReplayedPart.Responsibility, null, before.Responsibility.Party, after.Responsibility.Party);
    }

    private static IEnumerable<ReplayedChange> Remedies(CaseGuidance before, CaseGuidance after)
    {
        var then = before.Options.ToDictionary(option => option.Remedy, StringComparer.Ordinal);
        var now = after.Options.ToDictionary(option => option.Remedy, StringComparer.Ordinal);
        foreach (var remedy in then.Keys.Union(now.Keys))
        {
            var (was, stands) = (then.GetValueOrDefault(remedy), now.GetValueOrDefault(remedy));
            if (StandingOf(was) != StandingOf(stands))
                yield return new ReplayedChange(ReplayedPart.Remedy, remedy, StandingOf(was), StandingOf(stands));
            else if (was is not { IsCertain: true } || stands is not { IsCertain: true })
                continue;
            else if (was.UpTo != stands.UpTo)
                yield return new ReplayedChange(ReplayedPart.Bound, remedy, Yuan(was.UpTo), Yuan(stands.UpTo));
            else if (was.Need != stands.Need)
                yield return new ReplayedChange(ReplayedPart.Approval, remedy, was.Need, stands.Need);
        }
    }

    private static IEnumerable<ReplayedChange> Obligations(CaseGuidance before, CaseGuidance after)
    {
        var (then, now) = (Certain(before), Certain(after));
        return then.Except(now).Select(gone => new ReplayedChange(ReplayedPart.Obligation, gone, gone, null))
            .Concat(now.Except(then).Select(come => new ReplayedChange(ReplayedPart.Obligation, come, null, come)));
    }

    private static List<string> Certain(CaseGuidance guidance) => [.. guidance.Duties.Where(duty => duty.IsCertain).Select(duty => duty.Obligation)];

    private static decimal Cost(CaseGuidance guidance, string? chosen)
    {
        var offered = guidance.Options.Where(option => option is { IsCertain: true, Standing: not Standing.Forbidden });
        return (chosen is null ? offered.FirstOrDefault() : offered.FirstOrDefault(option => option.Remedy == chosen))?.UpTo ?? 0;
    }

    // What may still come counts as nothing: only what is certain may be promised.
    private static string? StandingOf(RemedyOption? option) => option is { IsCertain: true } ? option.Standing.ToString() : null;

    private static string? Yuan(decimal? amount) => amount?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
