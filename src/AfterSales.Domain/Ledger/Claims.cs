using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Ledger;

/// <summary>What claims against couriers and suppliers come to, and what goods cost that are sent once more (SPEC 4.2).</summary>
public static class Claims
{
    /// <summary>The obligation that asks a supplier; every other claim asks the courier.</summary>
    private const string OfSupplier = "supplier charge-back";

    public static Party PartyOf(CaseAction claim) => claim.Word == OfSupplier ? Party.Supplier : Party.Courier;

    /// <summary>
    /// Whom a claim is against. What they bear of the case goes by a name; as long as there is one such name, it is theirs, however whoever
    /// made the claim has spelt it.
    /// </summary>
    /// <param name="bearing">The names under which a party of the claim's sort bears something of the case.</param>
    /// <param name="carrier">Who carried the parcel of the order, where that is known.</param>
    public static Share Against(CaseAction claim, IReadOnlyList<string?> bearing, string? carrier) => PartyOf(claim) switch
    {
        var party when bearing.Count == 1 => new Share(party, 100, bearing[0]),
        Party.Courier => Share.OfCourier(claim.Courier ?? carrier),
        var party => new Share(party, 100),
    };

    /// <summary>The part of what was paid for goods that the store does not usually keep; null while either is unknown, or there is none.</summary>
    public static decimal? GoodsCost(decimal? paid, decimal? marginShare) =>
        paid is { } price && marginShare is { } kept && decimal.Round(price * (1 - kept), 2, MidpointRounding.AwayFromZero) is > 0 and <= Money.Most and var cost ? cost : null;
}
