using AfterSales.Domain.Insights;

namespace AfterSales.Web.Insights.Sections;

/// <summary>A number at the top of a section.</summary>
/// <param name="Href">The cases behind it; null: it has none of its own.</param>
/// <param name="Delta">How it changed; null: nothing to compare.</param>
public sealed record SectionTile(string Label, string Value, string? Href, string? Note = null, TileDelta? Delta = null);

/// <param name="Unit">A text with the size of the change in it.</param>
/// <param name="Was">What it was before, as it would be shown.</param>
public sealed record TileDelta(decimal? Change, string Unit, string Was, bool MoreIsGood = false);

/// <summary>How something went from day to day, each day beside the one at its place in the range before.</summary>
public sealed record SectionChart(string Title, IReadOnlyList<ChartBar> Bars);

/// <param name="Before">The same of the range before; null: it had fewer days.</param>
/// <param name="Told">Its value as it is shown; <paramref name="Text"/>: with its day; <paramref name="BeforeText"/>: what it was before.</param>
public sealed record ChartBar(ReportRange Days, decimal Value, decimal? Before, string Told, string Text, string? BeforeText, string Href);

/// <summary>A table, on screen and as a file.</summary>
/// <param name="Name">How addresses name it.</param>
/// <param name="Rows">All of them; a screen shows the first.</param>
/// <param name="WhenEmpty">What to do so that there are rows.</param>
public sealed record SectionTable(string Name, string Title, IReadOnlyList<SectionColumn> Columns, IReadOnlyList<IReadOnlyList<SectionCell>> Rows, string? Legend = null, string? WhenEmpty = null);

/// <param name="IsNumber">Stands at the end of its column.</param>
/// <param name="IsBar">Its cells are drawn as bars beside their number.</param>
public sealed record SectionColumn(string Title, bool IsNumber = true, bool IsBar = false);

/// <summary>A cell: what it says on screen, what it says in a file, and the cases behind it.</summary>
/// <param name="Part">How long its bar is, 0 to 1.</param>
/// <param name="Tone"><c>worst</c>, <c>better</c>, or nothing.</param>
/// <param name="Hint">More exactly.</param>
public sealed record SectionCell(string Text, object? Value, string? Href = null, double? Part = null, string? Tone = null, string? Hint = null);
