using AfterSales.Application.Cases.Finding;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;

namespace AfterSales.Application.Cases;

/// <summary>By what something was found, in the order in which it is shown.</summary>
public enum FoundBy
{
    CaseNumber,
    OrderNo,
    Waybill,
    RefundNo,
    Phone,
    Nick,
    Style,
    /// <summary>Its type, where nothing else was asked for.</summary>
    Type,
    /// <summary>What was said in a conversation or a note.</summary>
    Words,
}

public sealed record CaseHit(string Number, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, CaseState State, string? OrderNo, DateTimeOffset OpenedAt)
{
    public FoundBy By { get; init; }
}

public sealed record OrderHit(string OrderNo, string? BuyerNick, OrderStatus Status, decimal? PaidAmount, DateTimeOffset? CreatedAt)
{
    public FoundBy By { get; init; }
}

public sealed record CustomerHit(Guid Id, string Nick);

/// <summary>What the words in the search box stand for. Each list holds at most <see cref="SearchQueries.Most"/>.</summary>
public sealed record SearchHits(IReadOnlyList<CaseHit> Cases, IReadOnlyList<OrderHit> Orders, IReadOnlyList<CustomerHit> Customers)
{
    public static readonly SearchHits None = new([], [], []);

    /// <summary>Styles of goods that begin so.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>The first page of the cases in which it was said.</summary>
    public TextHits Said { get; init; } = TextHits.None;

    public bool Nothing => Cases.Count + Orders.Count + Customers.Count + Styles.Count + Said.Hits.Count == 0;
}
