namespace AfterSales.Domain.Shared;

/// <summary>Yuan with two places (fen).</summary>
public static class Money
{
    /// <summary>More than any single payment of an after-sales desk; a typing mistake stops here.</summary>
    public const decimal Most = 1_000_000m;

    public static bool IsWholeFen(decimal yuan) => decimal.Round(yuan, 2) == yuan;

    /// <summary>A payment: more than nothing, in whole fen.</summary>
    public static bool IsPayable(decimal yuan) => yuan is > 0 and <= Most && IsWholeFen(yuan);
}
