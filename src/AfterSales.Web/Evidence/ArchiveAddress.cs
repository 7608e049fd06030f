using System.Buffers.Text;
using System.Globalization;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using Microsoft.AspNetCore.WebUtilities;

namespace AfterSales.Web.Evidence;

/// <summary>
/// A view of the archive as it stands in its address: /archive?type=Quality&amp;month=2026-10, &amp;customer=…, view=grid for one list without folders, after=… for a later page. The same
/// words behind /archive.zip mean the same files. What cannot be read is not said.
/// </summary>
public sealed record ArchiveAddress(ArchiveFilter Filter, bool IsGrid = false, ArchiveCursor? After = null)
{
    public const string Page = "/archive";
    public const string Zip = "/archive.zip";

    private const string Untyped = "none";
    private const string Channel = "channel";
    private const int IdLength = 16;
    private const int MaxText = 200;

    public static ArchiveAddress Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } whole ? whole.Query : uri[Math.Max(0, uri.IndexOf('?', StringComparison.Ordinal))..]);
        string? Text(string name) => query.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 and <= MaxText } text ? text : null;
        var by = Text("by");
        var filter = new ArchiveFilter
        {
            Type = Word<CaseType>(Text("type")),
            IsUnclassified = Text("type") == Untyped,
            Month = Day(Text("month") + "-01"),
            From = Day(Text("from")),
            Until = Day(Text("until")),
            Customer = Text("customer"),
            OrderNo = Text("order"),
            CaseNumber = Text("case"),
            Style = Text("style"),
            Batch = Text("batch"),
            Label = Text("label"),
            Person = by == Channel ? ArchiveFilter.Nobody : Guid.TryParse(by, out var person) ? person : null,
            Verdict = Word<ArchiveVerdict>(Text("verdict")),
            Chosen = query.TryGetValue("ids", out var ids) ? Chosen(ids.ToString()) : [],
        };
        return new(filter, Text("view") == "grid", ArchiveCursor.Read(Text("after")));
    }

    public override string ToString() => Of(Page);

    /// <summary>The same files as one ZIP.</summary>
    public string ToZip() => (this with { IsGrid = false, After = null }).Of(Zip);

    private string Of(string path)
    {
        var words = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["view"] = IsGrid ? "grid" : null,
            ["type"] = Filter.IsUnclassified ? Untyped : Filter.Type?.ToString(),
            ["month"] = Filter.Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ["from"] = Filter.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["until"] = Filter.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["customer"] = Filter.Customer,
            ["order"] = Filter.OrderNo,
            ["case"] = Filter.CaseNumber,
            ["style"] = Filter.Style,
            ["batch"] = Filter.Batch,
            ["label"] = Filter.Label,
            ["by"] = Filter.Person == ArchiveFilter.Nobody ? Channel : Filter.Person?.ToString(),
            ["verdict"] = Filter.Verdict?.ToString(),
            ["ids"] = Filter.Chosen.Count == 0 ? null : Base64Url.EncodeToString(Filter.Chosen.SelectMany(id => id.ToByteArray()).ToArray()),
            ["after"] = After?.ToString(),
        };
        return QueryHelpers.AddQueryString(path, words.Where(word => !string.IsNullOrWhiteSpace(word.Value)));
    }

    private static IReadOnlyList<Guid> Chosen(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length % IdLength != 0) return [];
        return [.. Base64Url.DecodeFromChars(text).Chunk(IdLength).Select(id => new Guid(id))];
    }

    private static T? Word<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsDigit(text![0]) ? word : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 3000 ? day : null;
}
