using AfterSales.Application.Insights;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Insights;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Insights;

/// <summary>The tables of a dashboard with all their rows and whole numbers, to calculate with.</summary>
internal sealed class ReportTables(Dashboard report, Texts texts)
{
    /// <summary>SPEC 7 counts replies over two minutes.</summary>
    public const int Slow = 120;

    /// <summary>By what name each table goes in addresses.</summary>
    public static IReadOnlyList<string> Names { get; } = ["types", "parties", "couriers", "batches", "styles", "hours", "people"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    public SheetTable Of(string name) => name switch
    {
        "types" => Table("Why", ["Type", "Cases", "Spent"], report.Types.Select(line => Row(texts.TypeOf(line.Type), line.Cases, line.Yuan))),
        "parties" => Table("WhoPays", ["Party", "Yuan"], report.Parties.Select(line => Row(texts.Word(line.Party), line.Yuan))),
        "couriers" => Table("Couriers", ["Courier", "Parcels", "Lost", "Damaged", "Delayed", "ClaimsWonCount", "ClaimsEnded"],
            report.Couriers.Select(line => Row(line.Courier, line.Parcels, line.Lost.Hits, line.Damaged.Hits, line.Delayed.Hits, line.Won.Hits, line.Won.Of))),
        "batches" => Pieces(report.Batches),
        "styles" => Pieces(report.Styles),
        "hours" => Table("WhenBusy", ["HourOfWeek", "Cases", "LateReplies"], Hours()),
        "people" => Table("Team", ["Person", "ResolvedCases", "Replies", "MedianReplySeconds", "NinetiethSeconds", "OverTwoMinutes", "LateReplies", "InTime48", "Marks"], report.Team.Select(PersonRow)),
        _ => throw new ArgumentException($"There is no table {name}.", nameof(name)),
    };

    private SheetTable Pieces(IReadOnlyList<PieceLine> lines) => Table("WhatBreaks", ["StyleAndBatch", "Cases", "Shipped", "Rate", "RateFrom", "RateTo"], lines.Select(line =>
    {
        var bounds = line.Rate.Bounds;
        return Row(ReportWords.Piece(line.Key), line.Rate.Hits, line.Rate.Of, ReportWords.Percent(line.Rate.Share), ReportWords.Percent(bounds?.Low), ReportWords.Percent(bounds?.High));
    }));

    private object?[] PersonRow(PersonLine line) => Row(
        report.People.GetValueOrDefault(line.PersonId) ?? texts["History.SomebodyGone"], line.Resolved, line.Replies.Count, line.Replies.Median, line.Replies.Percentile(90), line.Replies.Over(Slow), line.LateReplies,
        ReportWords.Percent(line.Resolutions.Share), ReportWords.OneDecimal(line.Marks));

    private IEnumerable<IReadOnlyList<object?>> Hours()
    {
        var (opened, promised) = (report.Now.By(Measures.Opened, Cut.Hour), report.Now.By(Measures.Promise(ClockKind.Reply), Cut.Hour));
        return opened.Keys.Union(promised.Keys).Order(StringComparer.Ordinal).Select(hour => Row(texts.HourOf(hour), opened.GetValueOrDefault(hour).Count, promised.GetValueOrDefault(hour).Late));
    }

    private SheetTable Table(string title, string[] headers, IEnumerable<IReadOnlyList<object?>> rows) => Sheet(texts[$"Reports.{title}"], report.Now.Range, texts, [.. headers.Select(header => texts[$"Reports.{header}"])], rows);

    /// <summary>A table of a range, with its days in its name.</summary>
    public static SheetTable Sheet(string title, ReportRange range, Texts texts, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<object?>> rows) =>
        new($"{title} {texts.RangeOf(range)}", new DateTimeOffset(range.Last, TimeOnly.MinValue, TimeSpan.Zero), headers, rows);

    private static object?[] Row(params object?[] cells) => cells;
}
