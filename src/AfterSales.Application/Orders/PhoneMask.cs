namespace AfterSales.Application.Orders;

/// <summary>138****0001: enough to compare with what a buyer says, not enough to call.</summary>
public static class PhoneMask
{
    private const int Head = 3, Tail = 4;

    /// <summary>A number that came masked stays as it came.</summary>
    public static string? Of(string? phone)
    {
        if (string.IsNullOrEmpty(phone) || IsMasked(phone)) return phone;
        return phone.Length <= Head + Tail ? new string('*', phone.Length) : $"{phone[..Head]}****{phone[^Tail..]}";
    }

    public static bool IsMasked(string phone) => phone.Contains('*', StringComparison.Ordinal);
}
