using AfterSales.Domain.Orders;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Cases;

/// <summary>
/// Looks facts up (SPEC 4), so that nobody is asked for them. What the sources do not tell is left out and stays unknown: a missing order is no
/// reason to guess.
/// </summary>
public static class LookedUpFacts
{
    public static IReadOnlyDictionary<string, Value> Of(CaseSources sources)
    {
        var facts = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            // Nothing is paid out yet except through orders themselves, and those are another matter.
            ["paid within 30 days"] = Value.False,
            ["photo seen before"] = Value.Of(sources.PhotoSeenBefore),
            ["extortion flag"] = Value.Of(sources.ExtortedBefore),
            ["breached"] = Value.Of(sources.Breached),
        };
        if (sources.Subtype is { } subtype)
            facts["subtype"] = Value.Of(subtype.ToString());
        if (sources.Order is { } order)
            Add(facts, order, sources);
        return facts;
    }

    private static void Add(Dictionary<string, Value> facts, OrderSource order, CaseSources sources)
    {
        var isOver = order.Status is OrderStatus.Finished || order.ConfirmedAt is not null;
        facts["receipt confirmed"] = Value.Of(isOver);
        // "Sent" may mean on its way or at the door: only a buyer's word or a confirmed receipt tells.
        if (isOver || order.Status is OrderStatus.BuyerSigned)
            facts["parcel"] = Value.Of("signed");
        else if (order.Status is OrderStatus.WaitBuyerPay or OrderStatus.WaitSellerSend)
            facts["parcel"] = Value.Of("not shipped");
        if (order.ConfirmedAt is { } confirmed && DaysBetween(confirmed, sources.At, sources.Store.Zone) is >= 0 and var days)
            facts["days since signed"] = Value.Of(days);
        if (Region.Of(order.Province, order.City, sources.Store.Province, sources.Store.City) is { } region)
            facts["region"] = Value.Of(region);
        if (WorthOf(order, sources.ChosenLines) is { } worth)
            facts["item paid"] = Value.Of(worth);
        if (order.Paid * sources.Store.MarginShare is { } margin)
            facts["margin"] = Value.Of(decimal.Round(margin, 2));
    }

    /// <summary>What was paid for the lines that the case is about: those chosen, or all where there is no choice.</summary>
    private static decimal? WorthOf(OrderSource order, IReadOnlyList<string> chosen)
    {
        var lines = order.Lines.Where(line => chosen.Contains(line.Key)).ToList();
        if (lines.Count == 0 && order.Lines.Count <= 1)
            return (order.Lines is [var only] ? only.Worth : null) ?? order.Paid;
        return lines.Count == 0 || lines.Exists(line => line.Worth is null) ? null : lines.Sum(line => line.Worth);
    }

    private static int DaysBetween(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone) =>
        DayOf(to, zone).DayNumber - DayOf(from, zone).DayNumber;

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
