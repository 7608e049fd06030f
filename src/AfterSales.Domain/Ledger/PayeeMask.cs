namespace AfterSales.Domain.Ledger;

/// <summary>138****0001, xi****@qq.com, 张*: enough to tell one payee from another, not enough to pay them.</summary>
public static class PayeeMask
{
    private const string Hidden = "****";

    public static string? Of(string? payee)
    {
        if (string.IsNullOrEmpty(payee)) return null;
        var at = payee.LastIndexOf('@');
        if (at > 0) return payee[..Math.Min(2, at - 1)] + Hidden + payee[at..];
        return payee.Length switch
        {
            > 8 => payee[..3] + Hidden + payee[^4..],
            > 3 => payee[..1] + Hidden + payee[^1..],
            _ => payee[..1] + "*",
        };
    }
}
