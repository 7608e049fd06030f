namespace AfterSales.Domain.Approvals;

/// <summary>What was spent without asking: for this case by anybody, and today by this person. Yuan.</summary>
public sealed record SpentSoFar(decimal OnCase, decimal Today, int TimesToday)
{
    public static readonly SpentSoFar Nothing = new(0, 0, 0);

    /// <summary>What is left of the amount per case under the limits of the day; never less than nothing. Null stays unknown.</summary>
    public decimal? Left(decimal? perCase, SpendingLimit limit)
    {
        if ((limit.ACase ?? perCase) is not { } most) return null;
        if (TimesToday >= limit.TimesADay) return 0;
        var left = most - OnCase;
        if (limit.ADay is { } day) left = Math.Min(left, day - Today);
        return Math.Max(left, 0);
    }
}
