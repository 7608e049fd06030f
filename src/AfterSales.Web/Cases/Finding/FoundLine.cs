using AfterSales.Application.Cases;
using AfterSales.Application.Cases.Finding;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Cases.Finding;

/// <summary>One thing that was found, as a line of the search page and of the box.</summary>
/// <param name="Detail">A number, or what it is.</param>
/// <param name="Quote">What was said.</param>
public sealed record FoundLine(FoundBy By, string Href, string Title, string? Detail = null, string? Chip = null, bool IsOpen = false, string? When = null, string? Quote = null);

/// <summary>Puts what was found into lines, in the order in which they are shown.</summary>
public sealed class FoundLines(Texts t, Formats f)
{
    /// <summary>The view of the queue beside which a case opens.</summary>
    public QueueView View { get; init; } = QueueView.All;

    public IReadOnlyList<FoundLine> Of(SearchHits hits) =>
    [
        .. hits.Styles.Select(style => new FoundLine(FoundBy.Style, $"/archive?style={Uri.EscapeDataString(style)}", style, t["Search.StylePictures"]))
            .Concat(hits.Customers.Select(c => new FoundLine(FoundBy.Nick, $"/customers/{c.Id}", c.Nick, t["Search.Customer"])))
            .Concat(hits.Cases.Select(Of))
            .Concat(hits.Orders.Select(Of))
            .Concat(hits.Said.Hits.Select(Of))
            .OrderBy(line => line.By),
    ];

    public FoundLine Of(CaseHit hit) => new(hit.By, Address(hit.Number), About(hit.CustomerNick, hit.Type, hit.Subtype), hit.By is FoundBy.OrderNo && hit.OrderNo is { } order ? $"{hit.Number} · {order}" : hit.Number, t.Word(hit.State), CaseStates.IsOpen(hit.State), f.When(hit.OpenedAt));

    public FoundLine Of(TextHit hit) =>
        new(FoundBy.Words, Address(hit.Number), About(hit.CustomerNick, hit.Type, hit.Subtype), hit.Number, t.Word(hit.State), CaseStates.IsOpen(hit.State), f.When(hit.SaidAt), t["Search.Said", hit.Kind == MessageKind.Note ? t["Search.NoteOf", t.Said(hit.Author)] : t.Said(hit.Author), hit.Text]);

    private FoundLine Of(OrderHit hit) => new(hit.By, $"/orders/{Uri.EscapeDataString(hit.OrderNo)}", hit.OrderNo, hit.BuyerNick, t.Word(hit.Status), When: hit.PaidAmount is { } paid ? Formats.Money(paid) : null);

    private string Address(string number) => QueueAddress.Of(number, View, null);

    private string About(string nick, CaseType? type, CaseSubtype? subtype) => $"{nick} · {CaseMarks.TypeOf(type, subtype, t) ?? t["Cases.NoType"]}";
}
