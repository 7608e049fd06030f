using AfterSales.Application.Cases;

namespace AfterSales.Web.Cases;

/// <summary>What the board shows at one moment.</summary>
public sealed record BoardView(IReadOnlyList<QueueRow> Due, IReadOnlyList<PersonLoad> Loads, QueueCounts Counts)
{
    /// <summary>Cases that are late; everybody's, the unclaimed among them.</summary>
    public int Late => Loads.Sum(l => l.Late);

    public int Soon => Loads.Sum(l => l.Soon);

    /// <summary>Nothing to draw anew.</summary>
    public bool SameAs(BoardView? other) => other is not null && Counts == other.Counts && Due.SequenceEqual(other.Due) && Loads.SequenceEqual(other.Loads);
}
