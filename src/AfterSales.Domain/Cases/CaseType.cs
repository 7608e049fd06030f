namespace AfterSales.Domain.Cases;

/// <summary>The nine case types of SPEC 2.1.</summary>
public enum CaseType
{
    WrongItem,
    DamagedParcel,
    Quality,
    Logistics,
    BuyerReason,
    Service,
    Review,
    PreSalesAssist,
    ProblemOrder,
}

/// <summary>The subtypes of SPEC 2.1; each belongs to exactly one type (<see cref="CaseTypes.TypeOf"/>).</summary>
public enum CaseSubtype
{
    MisTranscribed, WrongShipped, Missing, UnderPacked, OverShipped,
    Refused, SignedShort, SignedDamaged,
    Defect, ColourDifference, SizeOff, NotAsDescribed, CounterfeitDoubt,
    Unreachable, Difficult, Misdelivered, Lost, Damaged, Delayed, AddressChange, CourierConduct,
    SevenDay, OverSevenDay, WrongSizeOrdered, WrongAddress,
    Attitude, Misguided, SlowHandling,
    Negative, Neutral, Extortion,
    CancelOrder, ChangeStyle, PriceDifference, Invoice,
    SameBuyerManyAddresses, UnknownAddress, OutOfArea, OutOfStock, ShippingTermsUnmet, UnmetRequest, CashOnDelivery,
}
