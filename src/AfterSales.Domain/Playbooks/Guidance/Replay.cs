using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>Which part of an answer came out otherwise.</summary>
public enum ReplayedPart
{
    Responsibility,

    /// <summary>Somebody else bears the cost.</summary>
    Pays,

    /// <summary>A remedy is offered, preferred or forbidden where it was not, or no longer.</summary>
    Remedy,

    /// <summary>A remedy may cost more or less.</summary>
    Bound,

    /// <summary>Somebody else decides on a remedy, at the amount agreed or else at what it may cost before and after.</summary>
    Approval,
    Obligation,

    /// <summary>Something has to be shown that had not to be, or no longer.</summary>
    Evidence,
}

/// <summary>One thing that came out otherwise.</summary>
/// <param name="Subject">The remedy, obligation or evidence it concerns, in the outcomes catalogue's words; null for the responsibility.</param>
/// <param name="Before">A word of the catalogue, an amount in yuan or <see cref="Replay.UnknownBound"/>; null where there was nothing.</param>
public sealed record ReplayedChange(ReplayedPart Part, string? Subject, string? Before, string? After);

/// <summary>What two versions of a playbook say of the same case (SPEC 4: before publishing).</summary>
/// <param name="CostBefore">Yuan: the most that what was chosen may cost, or else the first offer that costs something; nothing while nothing is certain.</param>
public sealed record Replay(IReadOnlyList<ReplayedChange> Changes, decimal CostBefore, decimal CostAfter)
{
    public bool IsSame => Changes.Count == 0;

    public decimal Difference => CostAfter - CostBefore;

    /// <summary>Said of a bound that is not known yet.</summary>
    public const string UnknownBound = "unknown";

    /// <param name="chosen">The remedy that was agreed; null while none was.</param>
    /// <param name="amount">The amount that was agreed for it, yuan; null while none was.</param>
    public static Replay Of(CaseGuidance before, CaseGuidance after, string? chosen, decimal? amount = null) =>
        new([.. Responsibility(before, after), .. Remedies(before, after, chosen, amount), .. Obligations(before, after), .. Evidence(before, after)], Cost(before, chosen), Cost(after, chosen));

    private static IEnumerable<ReplayedChange> Responsibility(CaseGuidance before, CaseGuidance after)
    {
        if (before.Responsibility.Party != after.Responsibility.Party)
            yield return new ReplayedChange(ReplayedPart.Responsibility, null, before.Responsibility.Party, after.Responsibility.Party);
        if (before.Responsibility.Pays != after.Responsibility.Pays)
            yield return new ReplayedChange(ReplayedPart.Pays, null, before.Responsibility.Pays, after.Responsibility.Pays);
    }

    private static IEnumerable<ReplayedChange> Remedies(CaseGuidance before, CaseGuidance after, string? chosen, decimal? amount)
    {
        var then = before.Options.ToDictionary(option => option.Remedy, StringComparer.Ordinal);
        var now = after.Options.ToDictionary(option => option.Remedy, StringComparer.Ordinal);
        foreach (var remedy in then.Keys.Union(now.Keys))
        {
            var (was, stands) = (then.GetValueOrDefault(remedy), now.GetValueOrDefault(remedy));
            if (StandingOf(was) != StandingOf(stands))
                yield return new ReplayedChange(ReplayedPart.Remedy, remedy, StandingOf(was), StandingOf(stands));
            if (!IsOffered(was) || !IsOffered(stands))
                continue;
            if (BoundOf(was) != BoundOf(stands))
                yield return new ReplayedChange(ReplayedPart.Bound, remedy, BoundOf(was), BoundOf(stands));
            if (remedy != chosen && Approval(before, after, remedy, Both(was.UpTo, stands.UpTo)) is { } change)
                yield return change;
        }

        if (chosen is not null && Approval(before, after, chosen, amount ?? Both(then.GetValueOrDefault(chosen)?.UpTo, now.GetValueOrDefault(chosen)?.UpTo)) is { } decided)
            yield return decided;
    }

    private static ReplayedChange? Approval(CaseGuidance before, CaseGuidance after, string remedy, decimal amount)
    {
        var (then, now) = (before.ApprovalFor(remedy, amount).Decider, after.ApprovalFor(remedy, amount).Decider);
        return then == now ? null : new ReplayedChange(ReplayedPart.Approval, remedy, then, now);
    }

    private static IEnumerable<ReplayedChange> Obligations(CaseGuidance before, CaseGuidance after) => Otherwise(
        ReplayedPart.Obligation,
        [.. before.Duties.Where(duty => duty.IsCertain).Select(duty => duty.Obligation)],
        [.. after.Duties.Where(duty => duty.IsCertain).Select(duty => duty.Obligation)]);

    private static IEnumerable<ReplayedChange> Evidence(CaseGuidance before, CaseGuidance after) => Otherwise(
        ReplayedPart.Evidence,
        [.. before.Evidence.Where(need => need.IsCertain).Select(need => need.Evidence)],
        [.. after.Evidence.Where(need => need.IsCertain).Select(need => need.Evidence)]);

    private static IEnumerable<ReplayedChange> Otherwise(ReplayedPart part, List<string> then, List<string> now) =>
        then.Except(now).Select(gone => new ReplayedChange(part, gone, gone, null))
            .Concat(now.Except(then).Select(come => new ReplayedChange(part, come, null, come)));

    private static decimal Cost(CaseGuidance guidance, string? chosen)
    {
        var offered = guidance.Options.Where(option => IsOffered(option));
        return (chosen is null ? offered.FirstOrDefault(option => option.UpTo > 0) : offered.FirstOrDefault(option => option.Remedy == chosen))?.UpTo ?? 0;
    }

    // What may still come counts as nothing: only what is certain may be promised.
    private static bool IsOffered([NotNullWhen(true)] RemedyOption? option) => option is { IsCertain: true, Standing: not Standing.Forbidden };

    private static string? StandingOf(RemedyOption? option) => option is { IsCertain: true } ? option.Standing.ToString() : null;

    private static string? BoundOf(RemedyOption option) =>
        option.IsBoundKnown ? option.UpTo?.ToString("0.00", CultureInfo.InvariantCulture) : UnknownBound;

    /// <summary>An amount that is within both bounds, so that what differs is who decides and not how much.</summary>
    private static decimal Both(decimal? one, decimal? other) => one is null || other is null ? one ?? other ?? 0 : Math.Min(one.Value, other.Value);
}
