using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Domain.Customers;

/// <summary>What stands in the place of what was erased. The database knows both forms and lets nothing else into a history (<c>is_erased</c>).</summary>
public static partial class Erased
{
    private const string Prefix = "已删除-";

    /// <summary>What a buyer is called whose data was erased, in every language: unique in the store, and says nothing of who it was.</summary>
    public static string Nick(Guid erasureId) => Prefix + erasureId.ToString("N")[^12..];

    public static bool IsNick(string nick) => NickForm().IsMatch(nick);

    /// <summary>Stands where words were, with the day of the store on which they were erased: <c>[erased 2026-11-27]</c>. Pages put it into a sentence.</summary>
    public static string Mark(DateOnly on) => string.Create(CultureInfo.InvariantCulture, $"[erased {on:yyyy-MM-dd}]");

    /// <summary>The day, where a text is such a mark.</summary>
    public static DateOnly? MarkedOn(string? text) =>
        text is not null && MarkForm().Match(text) is { Success: true } mark && DateOnly.TryParseExact(mark.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"\A\[erased (?<day>\d{4}-\d\d-\d\d)\]\z", RegexOptions.NonBacktracking)]
    private static partial Regex MarkForm();

    [GeneratedRegex(@"\A已删除-[0-9a-f]{12}\z", RegexOptions.NonBacktracking)]
    private static partial Regex NickForm();
}
