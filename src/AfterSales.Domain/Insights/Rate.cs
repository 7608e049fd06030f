namespace AfterSales.Domain.Insights;

/// <summary>
/// So many of so many, and how far the true share may be from that: the 95 % interval of Wilson, which stays sound where samples are small.
/// </summary>
/// <param name="Hits">How often it happened; never more than <paramref name="Of"/> is counted.</param>
/// <param name="Of">Among how many it could.</param>
public readonly record struct Rate(long Hits, long Of)
{
    /// <summary>Fewer than these say little: a rate among them is shown, and ranks nobody.</summary>
    public const long EnoughToRank = 30;

    private const double Z = 1.959963984540054;

    /// <summary>From 0 to 1; null where nothing could happen.</summary>
    public double? Share => Of > 0 ? (double)Math.Min(Hits, Of) / Of : null;

    public bool IsEnough => Of >= EnoughToRank;

    /// <summary>Between which shares the truth lies with 95 % confidence; null where nothing could happen.</summary>
    public (double Low, double High)? Bounds
    {
        get
        {
            if (Share is not { } share) return null;
            var (n, z2) = ((double)Of, Z * Z);
            var middle = (share + z2 / (2 * n)) / (1 + z2 / n);
            var half = Z * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }
}
