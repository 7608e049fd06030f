using AfterSales.Domain.Orders;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Reviews;

namespace AfterSales.Domain.Cases;

/// <summary>
/// Looks facts up (SPEC 4), so that nobody is asked for them. What the sources do not tell is left out and stays unknown: a missing order is no
/// reason to guess.
/// </summary>
public static class LookedUpFacts
{
    /// <summary>Of the fact "paid within 30 days" (SPEC 4.2).</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    public static IReadOnlyDictionary<string, Value> Of(CaseSources sources)
    {
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["photo seen before"] = Value.Of(sources.PhotoSeenBefore),
            ["extortion flag"] = Value.Of(sources.IsExtortionFlagged),
            ["breached"] = Value.Of(sources.Breached),
            ["phone agreement unconfirmed"] = Value.Of(sources.PhoneUnconfirmed),
        };
        // What the store's data does not show was not paid: the data is where it would stand.
        facts["paid within 30 days"] = Value.Of(sources.WasPaid || sources.Order?.WasPaidBack(Lately, sources.At) == true);
        if (sources.Subtype is { } subtype)
            facts["subtype"] = Value.Of(subtype.ToString());
        if (sources.Order is { } order)
            Add(facts, order, sources);
        foreach (var action in sources.Actions)
            Add(facts, action);
        if (sources.ReviewCause is { } cause)
            facts["review cause"] = Value.Of(cause.ToString().ToLowerInvariant());
        if (sources.Answer is OfferAnswer.Accepted or OfferAnswer.Refused)
            facts["offer"] = Value.Of(sources.Answer == OfferAnswer.Accepted ? "accepted" : "refused");
        return facts;
    }

    /// <summary>What was carried out answers what would otherwise be asked; of several, the last.</summary>
    private static void Add(Dictionary<string, Value> facts, ActionSource action)
    {
        switch (action.Flow, action.State)
        {
            case (ActionFlow.Return, ActionState.Arrived or ActionState.Done or ActionState.Failed):
                facts["return scanned"] = Value.Of(true);
                if (action.Inspection is { } found) facts["inspection"] = Value.Of(found.HasDefect ? "defect" : "no defect");
                break;
            case (ActionFlow.Claim, not (ActionState.Asked or ActionState.Open)) when action.Word == "courier claim":
                facts["claim"] = Value.Of(action.State switch { ActionState.Done => "won", ActionState.Failed => "failed", _ => "open" });
                break;
            case (ActionFlow.Pickup, ActionState.Done or ActionState.Failed):
                facts["pickup"] = Value.Of(action.State == ActionState.Done ? "done" : "failed");
                break;
        }
    }

    /// <summary>
    /// What the order, and evidence that was judged, let one presume, which whoever knows better may correct: an imported status may be old. When a parcel was signed for is not
    /// among it: receipt is confirmed by itself many days later.
    /// </summary>
    public static IReadOnlyDictionary<string, Value> Presumed(CaseSources sources)
    {
        var parcel = sources.Order switch
        {
            { IsReceived: true } or { Status: OrderStatus.BuyerSigned } => "signed",
            { Status: OrderStatus.WaitBuyerPay or OrderStatus.WaitSellerSend } => "not shipped",
            // "Sent" may mean on its way or at the door.
            _ => null,
        };
        var facts = LabelledEvidence.Presume(sources.Evidence).ToDictionary(fact => fact.Fact, fact => fact.Value, StringComparer.Ordinal);
        if (parcel is not null) facts["parcel"] = Value.Of(parcel);
        return facts;
    }

    private static void Add(Dictionary<string, Value> facts, OrderSource order, CaseSources sources)
    {
        facts["receipt confirmed"] = Value.Of(order.IsReceived);
        if (Region.Of(order.Province, order.City, sources.Store.Province, sources.Store.City) is { } region)
            facts["region"] = Value.Of(region);
        if (order.Paid is not { } paid)
            return;
        if (WorthOf(order, paid, sources.ChosenLines) is { } worth)
            facts["item paid"] = Value.Of(worth);
        if (paid * sources.Store.MarginShare is { } margin)
            facts["margin"] = Value.Of(decimal.Round(margin, 2));
    }

    /// <summary>What was paid for the lines that the case is about, never more than for the whole order: those chosen, or all where there is no choice.</summary>
    private static decimal? WorthOf(OrderSource order, decimal paid, IReadOnlyList<string> chosen)
    {
        var lines = order.Lines.Where(line => chosen.Contains(line.Key)).ToList();
        if (lines.Count == 0 && order.Lines.Count <= 1)
            return order.Lines is [{ Paid: { } own }] ? Math.Min(own, paid) : paid;
        return lines.Count == 0 || lines.Exists(line => line.Worth is null) ? null : Math.Min(lines.Sum(line => line.Worth!.Value), paid);
    }
}
