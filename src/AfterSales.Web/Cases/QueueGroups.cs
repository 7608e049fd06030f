using AfterSales.Application.Cases;
using AfterSales.Domain.Clocks;

namespace AfterSales.Web.Cases;

/// <summary>How urgent a case is, in the order the queue shows it.</summary>
public enum Urgency
{
    /// <summary>Its nearest clock is over.</summary>
    Late,
    /// <summary>A buyer waits for an answer that is due within minutes.</summary>
    ReplySoon,
    /// <summary>Something is due before the store's day ends.</summary>
    Today,
    Later,
}

public sealed record QueueGroup(Urgency Urgency, IReadOnlyList<QueueRow> Rows);

/// <summary>Cuts rows that are sorted by their nearest deadline into groups; within a group the order stays.</summary>
public static class QueueGroups
{
    public static readonly TimeSpan ReplySoonWithin = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<QueueGroup> Of(IEnumerable<QueueRow> rows, DateTimeOffset now, DateTimeOffset endOfDay) =>
        [.. rows.GroupBy(r => UrgencyOf(r, now, endOfDay)).OrderBy(g => g.Key).Select(g => new QueueGroup(g.Key, [.. g]))];

    public static Urgency UrgencyOf(QueueRow row, DateTimeOffset now, DateTimeOffset endOfDay) => row.Nearest switch
    {
        null => Urgency.Later,
        { DueAt: var due } when due <= now => Urgency.Late,
        { Kind: ClockKind.Reply, DueAt: var due } when due <= now + ReplySoonWithin => Urgency.ReplySoon,
        { DueAt: var due } when due <= endOfDay => Urgency.Today,
        _ => Urgency.Later,
    };
}
