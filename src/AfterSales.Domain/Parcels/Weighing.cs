using AfterSales.Domain.Cases;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Parcels;

/// <summary>What a parcel should weigh by its order and what it weighed when it left, in kg with up to three places.</summary>
public sealed record Weighing(decimal Expected, decimal Weighed)
{
    public const decimal Most = 999.999m;

    public decimal Difference => Weighed - Expected;

    public Refusal? Problem() =>
        !IsWeight(Expected) ? Refusal.Invalid("weighing.weight_invalid", Most) with { Field = nameof(Expected) }
        : !IsWeight(Weighed) ? Refusal.Invalid("weighing.weight_invalid", Most) with { Field = nameof(Weighed) }
        : null;

    /// <summary>
    /// What the difference speaks for, as a value of the fact <c>weigh slip</c>; null where it settles nothing. A missing piece makes a parcel lighter, one too
    /// many makes it heavier; the wrong colour weighs the same, so that full weight does not speak against who says the wrong goods came.
    /// </summary>
    public string? Speaks(CaseSubtype? claim, WeighTolerance tolerance)
    {
        var isSame = Math.Abs(Difference) <= tolerance.Of(Expected);
        return claim switch
        {
            CaseSubtype.Missing or CaseSubtype.UnderPacked or CaseSubtype.SignedShort => isSame ? "contradicts" : Difference < 0 ? "confirms" : null,
            CaseSubtype.OverShipped => isSame ? "contradicts" : Difference > 0 ? "confirms" : null,
            CaseSubtype.WrongShipped or CaseSubtype.MisTranscribed => isSame ? null : "confirms",
            _ => null,
        };
    }

    private static bool IsWeight(decimal kg) => kg is > 0 and <= Most && decimal.Round(kg, 3) == kg;
}

/// <summary>How far a weight may be off and still count as the same: a share of what was expected, but never less than some grams of paper and tape.</summary>
/// <param name="Share">From 0 to 0.5.</param>
public sealed record WeighTolerance(decimal Share, int Grams)
{
    public const decimal MostShare = 0.5m;
    public const int MostGrams = 2000;

    public static readonly WeighTolerance Default = new(0.05m, 20);

    /// <summary>In kg.</summary>
    public decimal Of(decimal expected) => Math.Max(expected * Share, Grams / 1000m);

    public Refusal? Problem() =>
        Share is < 0 or > MostShare ? Refusal.Invalid("weighing.share_invalid", MostShare * 100) with { Field = nameof(Share) }
        : Grams is < 0 or > MostGrams ? Refusal.Invalid("weighing.grams_invalid", MostGrams) with { Field = nameof(Grams) }
        : null;
}
