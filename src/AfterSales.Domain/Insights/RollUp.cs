using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Insights;

/// <summary>By what a roll-up tells occurrences apart.</summary>
public enum Cut
{
    /// <summary>Not at all: the key is empty.</summary>
    All,
    Type,
    Subtype,
    Responsible,

    /// <summary>Party of the ledger.</summary>
    Party,

    /// <summary>Party and name: <c>Courier|中通</c>.</summary>
    PartyName,

    /// <summary>款号.</summary>
    Style,

    /// <summary>Style and batch: <c>QH2361|2610-B</c>.</summary>
    Batch,

    /// <summary>供应商.</summary>
    Supplier,
    Courier,

    /// <summary>Courier and subtype: <c>中通|Lost</c>.</summary>
    CourierSubtype,

    /// <summary>The person's id.</summary>
    Person,

    /// <summary>Day of the week and hour: <c>1-09</c>.</summary>
    Hour,

    /// <summary>Whole seconds, from an hour on whole minutes, rounded up: a distribution that can be added up and still tells every percentile (<see cref="Distribution"/>).</summary>
    Seconds,

    /// <summary>Person and seconds.</summary>
    PersonSeconds,
}

/// <summary>How long a time a roll-up sums.</summary>
public enum RollUpSpan
{
    Day,
    Month,
}

/// <summary>
/// The sum of all occurrences of one measure in a day or month, by one cut and key. A measure is an occurrence's kind, with its word where it has one
/// (<c>Promise:Reply</c>), or one of what was sold (<see cref="SoldMeasures"/>).
/// </summary>
public sealed class RollUp : IStoreOwned
{
    private RollUp() { }

    public Guid StoreId { get; private set; }
    public string Measure { get; private set; } = "";
    public Cut Cut { get; private set; }
    public RollUpSpan Span { get; private set; }

    /// <summary>The day, or the first of the month, by the store's wall clock.</summary>
    public DateOnly Starts { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>How many; 0 where all that was counted is gone again.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them were late.</summary>
    public long Late { get; private set; }

    /// <summary>The seconds of all of them together.</summary>
    public long Seconds { get; private set; }

    public decimal Yuan { get; private set; }
}

/// <summary>What was sold: the numbers that cases are set against. Days are those on which orders were placed, but for <see cref="ShippedOn"/>.</summary>
public static class SoldMeasures
{
    /// <summary>Orders that were paid; yuan: what was paid.</summary>
    public const string Orders = "Orders";

    /// <summary>Pieces that were shipped, by style, batch and supplier.</summary>
    public const string Shipped = "Shipped";

    /// <summary>The same pieces by the day on which they were shipped.</summary>
    public const string ShippedOn = "ShippedOn";

    /// <summary>Parcels, by courier.</summary>
    public const string Parcels = "Parcels";
}
