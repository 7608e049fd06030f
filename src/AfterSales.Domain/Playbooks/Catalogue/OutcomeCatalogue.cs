namespace AfterSales.Domain.Playbooks.Catalogue;

/// <summary>
/// What playbooks may answer (SPEC 4). The words are what cells write; what people read is a resource under the kind and the word. A table that
/// says another word is caught by <see cref="OutcomeCheck"/>.
/// </summary>
public static class OutcomeCatalogue
{
    /// <summary>Who is responsible, and who bears the cost.</summary>
    public static readonly OutcomeWords Parties = new("Party", ["store", "warehouse", "courier", "supplier", "buyer", "platform", "nobody"]);

    /// <summary>What a buyer may be offered.</summary>
    public static readonly OutcomeWords Remedies = new("Remedy",
    [
        "exchange", "return and refund", "refund only", "reship", "repair", "partial discount", "price difference", "coupon", "gift", "apology",
        "explain", "wait", "return for inspection", "cancel order", "change style", "change address", "invoice", "ship as ordered",
    ]);

    /// <summary>How a remedy stands. Forbidden wins over preferred, preferred over allowed.</summary>
    public static readonly OutcomeWords Standings = new("Standing", ["preferred", "allowed", "forbidden"]);

    /// <summary>What approval a remedy needs by itself; <c>by amount</c>: the money table decides.</summary>
    public static readonly OutcomeWords Needs = new("Need", ["none", "by amount", "supervisor", "owner"]);

    /// <summary>What must be done besides.</summary>
    public static readonly OutcomeWords Obligations = new("Obligation",
    [
        "reassure", "promise time", "tell every step", "courier query", "courier claim", "forward by EMS", "return and resend", "fastest courier",
        "SF only", "buyer bears postage", "postage both ways", "exchange order", "trace return waybill", "ship after inspection", "inspect return",
        "send goods back", "pickup", "platform complaint", "platform appeal", "upload weigh slip", "order memo", "delist", "stock note",
        "stock count", "production feedback", "supplier charge-back", "flag customer", "mark chat lines", "record review", "ask to change review",
        "stop shipment", "change address", "confirm with buyer", "coach agent", "correct listing", "issue invoice", "confirm receipt first",
        "courier complaint", "intercept parcel", "collect difference", "supervisor decides", "show weigh slip",
    ]);

    /// <summary>What has to be shown.</summary>
    public static readonly OutcomeWords Evidence = new("Evidence",
    [
        "photo of the goods", "photo of the parcel", "photo of the label", "weigh slip", "order sheet", "courier proof", "buyer's signature",
        "chat lines", "review", "inspection", "proof of origin", "courier's answer", "buyer's confirmation",
    ]);

    /// <summary>Who provides evidence.</summary>
    public static readonly OutcomeWords Givers = new("Giver", ["buyer", "warehouse", "courier", "agent"]);

    /// <summary>The steps of a case at which a phrase fits.</summary>
    public static readonly OutcomeWords Steps = new("Step", ["confirming", "analysing", "negotiating", "executing", "follow-up"]);

    /// <summary>What is said to the buyer (话术).</summary>
    public static readonly OutcomeWords Phrases = new("Phrase",
    [
        "restate", "ask photo", "ask photo again", "checking", "our mistake", "offer reship", "offer exchange", "guide refund", "explain slip",
        "ask return of extra", "refused parcel", "ask courier proof", "claiming", "ask wear", "ask return for inspection", "quality verified",
        "no defect", "negotiate", "own fault", "proof of origin", "reassure parcel", "parcel found", "parcel gone", "forwarding", "cannot deliver",
        "address changed", "seven days", "over seven days", "sorry for service", "review concern", "extortion", "order cancelled", "style changed",
        "price difference", "ask invoice details", "confirm order", "out of stock", "settled",
    ]);

    /// <summary>Who decides on a payment, the strictest first; <c>refused</c>: nobody can allow it.</summary>
    public static readonly OutcomeWords Deciders = new("Decider", ["refused", "owner", "supervisor", "agent"]);

    /// <summary>Why somebody has to decide. Some are said of the remedy by itself, not by the money table.</summary>
    public static readonly OutcomeWords Causes = new("Cause",
    [
        "more than was paid", "receipt not confirmed", "phone agreement unconfirmed", "margin below the floor", "over the supervisor's authority", "over one's authority",
        "over the guide", "over the bound", "asked by the playbook", "paid within 30 days", "photo seen before", "extortion", "within authority", "no money",
        "over the store's day", "not offered by the playbook", "forbidden by the playbook", "not settled yet", "bound not known",
    ]);

    /// <summary>Remedies that cost money or goods: they must name their bound.</summary>
    public static readonly IReadOnlySet<string> Costly = new HashSet<string>(StringComparer.Ordinal)
    {
        "exchange", "return and refund", "refund only", "reship", "repair", "partial discount", "price difference", "coupon", "gift", "cancel order",
    };

    /// <summary>Costly remedies that are money to the buyer: an amount is agreed. The others are goods.</summary>
    public static readonly IReadOnlySet<string> Money = Costly.Except(["exchange", "reship"]).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Money that nobody has a claim to: guide, authority and margin apply to it, and for a customer flagged for extortion a supervisor decides on it, whatever it
    /// costs (SPEC 4.2, 4.3). What else is money is the price that goes back.
    /// </summary>
    public static readonly IReadOnlySet<string> Goodwill = new HashSet<string>(StringComparer.Ordinal) { "partial discount", "price difference", "coupon", "gift" };

    /// <summary>The fact by which a piece of evidence is judged, where there is one: once it is known, the piece is in.</summary>
    public static IReadOnlyDictionary<string, string> JudgedBy { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["photo of the goods"] = "photo",
        ["weigh slip"] = "weigh slip",
        ["order sheet"] = "order sheet",
        ["courier proof"] = "courier proof",
        ["courier's answer"] = "courier answer",
        ["inspection"] = "inspection",
        ["proof of origin"] = "proof of origin",
        ["buyer's confirmation"] = "buyer confirms",
        ["chat lines"] = "chat record",
    };

    public static IReadOnlyList<OutcomeWords> All { get; } =
        [Parties, Remedies, Standings, Needs, Obligations, Evidence, Givers, Steps, Phrases, Deciders, Causes];

    /// <summary>Which words an output of a table says, by decision and output; outputs that are not listed are a playbook's own affair.</summary>
    public static IReadOnlyDictionary<string, OutcomeWords> ByOutput { get; } = new Dictionary<string, OutcomeWords>(StringComparer.Ordinal)
    {
        ["responsibility.party"] = Parties,
        ["responsibility.pays"] = Parties,
        ["remedies.remedy"] = Remedies,
        ["remedies.standing"] = Standings,
        ["remedies.approval"] = Needs,
        ["obligations.obligation"] = Obligations,
        ["remedy obligations.obligation"] = Obligations,
        ["evidence.evidence"] = Evidence,
        ["evidence.from"] = Givers,
        ["phrases.step"] = Steps,
        ["phrases.phrase"] = Phrases,
        ["approval.who"] = Deciders,
        ["approval.cause"] = Causes,
    };
}

/// <summary>The words of one kind of outcome, in the order in which people list them.</summary>
public sealed record OutcomeWords(string Kind, string[] Words)
{
    /// <summary>The place of a word in the list, or -1.</summary>
    public int PlaceOf(string? word) => Array.IndexOf(Words, word);
}
