using System.Text.RegularExpressions;

namespace AfterSales.Application.Orders;

/// <summary>138****0001: enough to compare with what a buyer says, not enough to call.</summary>
public static partial class PhoneMask
{
    private const int Head = 3, Tail = 4;

    /// <summary>A number that came masked stays as it came.</summary>
    public static string? Of(string? phone)
    {
        if (string.IsNullOrEmpty(phone) || IsMasked(phone)) return phone;
        return phone.Length <= Head + Tail ? new string('*', phone.Length) : $"{phone[..Head]}****{phone[^Tail..]}";
    }

    /// <summary>Every mobile number within a text.</summary>
    public static string Within(string text) => Mobile().Replace(text, "${start}****${end}");

    public static bool IsMasked(string phone) => phone.Contains('*', StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\d)(?<start>1[3-9]\d)\d{4}(?<end>\d{4})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mobile();
}
