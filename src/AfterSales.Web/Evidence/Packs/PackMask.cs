using System.Text.RegularExpressions;
using AfterSales.Domain.Ledger;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>Masks what a platform has no need to know, wherever somebody wrote it: telephone numbers, mail addresses, and the payees of the case by their names or accounts.</summary>
internal sealed partial class PackMask(IEnumerable<string?> payees)
{
    // The longest first: one may be part of another. A single character would mask half of a text.
    private readonly List<string> _payees = [.. payees.OfType<string>().Where(payee => payee.Trim().Length > 1).Distinct(StringComparer.Ordinal).OrderByDescending(payee => payee.Length).ThenBy(payee => payee, StringComparer.Ordinal)];

    public string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        foreach (var payee in _payees) text = text.Replace(payee, PayeeMask.Of(payee), StringComparison.Ordinal);
        text = Mail().Replace(text, found => PayeeMask.Of(found.Value)!);
        text = Mobile().Replace(text, "${start}****${end}");
        return Landline().Replace(text, "${start}****");
    }

    // 13800000000, 138-0000-0000, +86 138 0000 0000, also in full-width digits.
    [GeneratedRegex(@"(?<!\d)(?<start>((\+|００|00)?[8８][6６][- ]?)?[1１][3-9３-９]\d)[- ]?\d{4}[- ]?(?<end>\d{4})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mobile();

    // 0571-88888888
    [GeneratedRegex(@"(?<!\d)(?<start>0\d{2,3}-?)\d{7,8}(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Landline();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail();
}
