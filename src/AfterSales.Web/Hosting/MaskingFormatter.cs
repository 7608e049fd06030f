using System.Text.RegularExpressions;
using AfterSales.Application.Orders;
using Serilog.Events;
using Serilog.Formatting;

namespace AfterSales.Web.Hosting;

/// <summary>
/// Masks what must not stand in a log, wherever it came from, exceptions included: mobile numbers keep three and four digits,
/// secrets keep their beginning.
/// </summary>
internal sealed partial class MaskingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        inner.Format(logEvent, line);
        output.Write(Mask(line.ToString()));
    }

    public static string Mask(string text)
    {
        text = Secret().Replace(PhoneMask.Within(text), "${start}…");
        return Setting().Replace(text, "${start}…");
    }

    // Ours start with as_; anybody's follow "Bearer".
    [GeneratedRegex(@"(?<start>\bas_[\w-]{4}|\bBearer\s+)[\w.~+/=-]{8,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<start>\b(password|pwd|token|secret)\s*[=:]\s*)[^\s;,]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}
