using System.Collections.Frozen;
using static AfterSales.Domain.Cases.CaseSubtype;

namespace AfterSales.Domain.Cases;

/// <summary>Which subtypes a type has, in the order of SPEC 2.1.</summary>
public static class CaseTypes
{
    private static readonly FrozenDictionary<CaseType, CaseSubtype[]> Subtypes = new Dictionary<CaseType, CaseSubtype[]>
    {
        [CaseType.WrongItem] = [MisTranscribed, WrongShipped, Missing, UnderPacked, OverShipped],
        [CaseType.DamagedParcel] = [Refused, SignedShort, SignedDamaged],
        [CaseType.Quality] = [Defect, ColourDifference, SizeOff, NotAsDescribed, CounterfeitDoubt],
        [CaseType.Logistics] = [Unreachable, Difficult, Misdelivered, Lost, Damaged, Delayed, AddressChange, CourierConduct],
        [CaseType.BuyerReason] = [SevenDay, OverSevenDay, WrongSizeOrdered, WrongAddress],
        [CaseType.Service] = [Attitude, Misguided, SlowHandling],
        [CaseType.Review] = [Negative, Neutral, Extortion],
        [CaseType.PreSalesAssist] = [CancelOrder, ChangeStyle, PriceDifference, Invoice],
        [CaseType.ProblemOrder] = [SameBuyerManyAddresses, UnknownAddress, OutOfArea, OutOfStock, ShippingTermsUnmet, UnmetRequest, CashOnDelivery],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<CaseSubtype, CaseType> Types =
        Subtypes.SelectMany(t => t.Value, (t, s) => KeyValuePair.Create(s, t.Key)).ToFrozenDictionary();

    public static IReadOnlyList<CaseType> All { get; } = Enum.GetValues<CaseType>();

    public static IReadOnlyList<CaseSubtype> SubtypesOf(CaseType type) => Subtypes[type];

    public static CaseType TypeOf(CaseSubtype subtype) => Types[subtype];
}
