using System.Collections.Frozen;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Catalogue;

/// <summary>
/// Everything that the product can tell a playbook (SPEC 4): what the system knows costs nothing and is never asked, a tap by the agent costs
/// less than a question to the buyer, and that less than one to the warehouse or the courier. What has not happened yet is a value of its
/// own (<c>not yet</c>, <c>not made</c>), so that it is known.
/// </summary>
public static class FactCatalogue
{
    private const string NotNegative = ">= 0";

    /// <summary>The subtypes of SPEC 2.1; a playbook allows those of its type.</summary>
    private static readonly string[] Subtypes =
    [
        "MisTranscribed", "WrongShipped", "Missing", "UnderPacked", "OverShipped",
        "Refused", "SignedShort", "SignedDamaged",
        "Defect", "ColourDifference", "SizeOff", "NotAsDescribed", "CounterfeitDoubt",
        "Unreachable", "Difficult", "Misdelivered", "Lost", "Damaged", "Delayed", "AddressChange", "CourierConduct",
        "SevenDay", "OverSevenDay", "WrongSizeOrdered", "WrongAddress",
        "Attitude", "Misguided", "SlowHandling",
        "Negative", "Neutral", "Extortion",
        "CancelOrder", "ChangeStyle", "PriceDifference", "Invoice",
        "SameBuyerManyAddresses", "UnknownAddress", "OutOfArea", "OutOfStock", "ShippingTermsUnmet", "UnmetRequest", "CashOnDelivery",
    ];

    public static IReadOnlyList<CatalogueFact> All { get; } =
    [
        // What the system knows.
        Choice("subtype", FactSource.Case, AnsweredBy.System, [.. Subtypes]) with { IsGuarded = true },
        Choice("parcel", FactSource.Parcel, AnsweredBy.System, ["not shipped", "on the way", "refused", "signed", "returned"]),
        new(new FactDefinition("days since signed", FactType.Number with { Allowed = NotNegative }, Cost: 0), FactSource.Parcel, AnsweredBy.System),
        YesNo("return scanned", FactSource.Parcel, AnsweredBy.System) with { AtFirst = Value.Of(false) },
        Choice("region", FactSource.Order, AnsweredBy.System, ["same city", "same province", "other province", "Hong Kong Macao Taiwan"]),
        Money("item paid", FactSource.Order, AnsweredBy.System, NotNegative),
        Money("piece paid", FactSource.Order, AnsweredBy.System, NotNegative),
        Money("margin", FactSource.Order, AnsweredBy.System) with { IsGuarded = true },
        YesNo("receipt confirmed", FactSource.Order, AnsweredBy.System),
        YesNo("freight insurance", FactSource.Order, AnsweredBy.System),
        YesNo("made to order", FactSource.Order, AnsweredBy.System),
        YesNo("paid within 30 days", FactSource.Customer, AnsweredBy.System) with { IsGuarded = true },
        YesNo("extortion flag", FactSource.Customer, AnsweredBy.System) with { IsGuarded = true },
        YesNo("photo seen before", FactSource.Evidence, AnsweredBy.System) with { IsGuarded = true },
        Money("authority left", FactSource.Person, AnsweredBy.System, NotNegative) with { IsGuarded = true },
        YesNo("phone agreement unconfirmed", FactSource.Case, AnsweredBy.System) with { AtFirst = Value.Of(false), IsGuarded = true },
        YesNo("breached", FactSource.Case, AnsweredBy.System) with { IsGuarded = true },
        Choice("claim", FactSource.Case, AnsweredBy.System, ["not made", "open", "won", "failed"]) with { AtFirst = Value.Of("not made") },
        Choice("pickup", FactSource.Case, AnsweredBy.System, ["not tried", "done", "failed"]) with { AtFirst = Value.Of("not tried") },
        Choice("offer", FactSource.Case, AnsweredBy.System, ["open", "accepted", "refused"]) with { AtFirst = Value.Of("open") },
        Choice("inspection", FactSource.Case, AnsweredBy.System, ["not yet", "defect", "no defect"]) with { AtFirst = Value.Of("not yet") },

        // What somebody is asked.
        Money("amount", FactSource.Answer, AnsweredBy.Agent, NotNegative),
        Choice("chosen remedy", FactSource.Answer, AnsweredBy.Agent,
            ["exchange", "return and refund", "refund only", "reship", "repair", "partial discount", "price difference", "coupon", "gift", "apology", "explain", "wait", "return for inspection", "cancel order", "change style", "change address", "invoice", "ship as ordered"]),
        Choice("photo", FactSource.Evidence, AnsweredBy.Buyer, ["confirms", "unclear", "contradicts", "refused"]),
        Choice("weigh slip", FactSource.Evidence, AnsweredBy.Warehouse, ["confirms", "contradicts", "missing"]),
        Choice("order sheet", FactSource.Evidence, AnsweredBy.Warehouse, ["as ordered", "mis-transcribed"]),
        Choice("courier proof", FactSource.Evidence, AnsweredBy.Courier, ["confirms", "denies", "none"]),
        Choice("courier answer", FactSource.Answer, AnsweredBy.Courier, ["found", "confirmed", "denied", "no answer"]),
        Choice("forwarding", FactSource.Answer, AnsweredBy.Courier, ["EMS", "return", "neither"]),
        YesNo("stock", FactSource.Answer, AnsweredBy.Agent),
        YesNo("in a hurry", FactSource.Customer, AnsweredBy.Buyer),
        Choice("buyer wants", FactSource.Customer, AnsweredBy.Buyer, ["goods", "refund"]),
        Choice("extra piece", FactSource.Customer, AnsweredBy.Buyer, ["will return", "keeps", "denies"]),
        Choice("wear", FactSource.Customer, AnsweredBy.Buyer, ["unworn", "worn"]),
        YesNo("own fault", FactSource.Answer, AnsweredBy.Agent, 4),
        Choice("severity", FactSource.Answer, AnsweredBy.Agent, ["slight", "severe"]),
        YesNo("proof of origin", FactSource.Answer, AnsweredBy.Agent),
        YesNo("refused with cause", FactSource.Answer, AnsweredBy.Agent),
        Choice("condition", FactSource.Customer, AnsweredBy.Buyer, ["intact", "used"]),
        Choice("chat record", FactSource.Answer, AnsweredBy.Agent, ["confirms", "contradicts"]),
        YesNo("suffered loss", FactSource.Customer, AnsweredBy.Buyer),
        Choice("review cause", FactSource.Answer, AnsweredBy.Agent, ["quality", "logistics", "service", "misunderstanding", "none"]),
        Choice("signs of extortion", FactSource.Answer, AnsweredBy.Agent, ["none", "demand", "pattern"]),
        YesNo("fault found", FactSource.Answer, AnsweredBy.Agent, 2),
        YesNo("buyer reachable", FactSource.Customer, AnsweredBy.Buyer),
        Choice("difference owed", FactSource.Answer, AnsweredBy.Agent, ["store", "buyer", "nobody"]),
        Choice("invoice details", FactSource.Customer, AnsweredBy.Buyer, ["complete", "incomplete"]),
        YesNo("buyer confirms", FactSource.Customer, AnsweredBy.Buyer),
        YesNo("address found", FactSource.Customer, AnsweredBy.Buyer),
        YesNo("other courier", FactSource.Answer, AnsweredBy.Agent),
        YesNo("restock", FactSource.Answer, AnsweredBy.Agent),
        YesNo("possible", FactSource.Answer, AnsweredBy.Agent),
    ];

    private static readonly FrozenDictionary<string, CatalogueFact> ByName = All.ToFrozenDictionary(fact => fact.Name);

    /// <summary>The definitions alone, to hold a playbook against.</summary>
    public static IReadOnlyList<FactDefinition> Definitions { get; } = [.. All.Select(fact => fact.Definition)];

    /// <summary>A fact by its name; null when there is none.</summary>
    public static CatalogueFact? Find(string name) => ByName.GetValueOrDefault(name);

    private static CatalogueFact Choice(string name, FactSource source, AnsweredBy by, IReadOnlyList<string> values) =>
        new(new FactDefinition(name, FactType.Enumeration(values), CostOf(by)), source, by);

    /// <param name="cost">Said where a judgement takes more than a tap, so that it is asked later.</param>
    private static CatalogueFact YesNo(string name, FactSource source, AnsweredBy by, decimal? cost = null) =>
        new(new FactDefinition(name, FactType.Boolean, cost ?? CostOf(by)), source, by);

    private static CatalogueFact Money(string name, FactSource source, AnsweredBy by, string? allowed = null) =>
        new(new FactDefinition(name, FactType.Money with { Allowed = allowed }, CostOf(by)), source, by);

    private static decimal CostOf(AnsweredBy by) => by switch
    {
        AnsweredBy.System => 0,
        AnsweredBy.Agent => 1,
        AnsweredBy.Buyer => 3,
        AnsweredBy.Warehouse => 5,
        _ => 8,
    };
}
