using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Domain.Ledger;

namespace AfterSales.Domain.Approvals;

/// <summary>Exactly what is approved (SPEC 4.2): order, amount, payee, evidence and remedy. Anything else is another subject, and has to be asked for anew.</summary>
/// <param name="Payee">Where the money goes; null where it goes back by the order's own way, or where no money is in it.</param>
/// <param name="Items">The lines of the order it is about, by their keys.</param>
/// <param name="Evidence">SHA-256 of each piece that was shown, or its address where it is a link.</param>
public sealed record ApprovalSubject(
    Guid StoreId, Guid CaseId, string? OrderNo, string Remedy, decimal Amount, PayoutMethod? Method, string? Payee, IReadOnlyList<string> Items, IReadOnlyList<string> Evidence)
{
    /// <summary>SHA-256 in lower-case hexadecimal. The order of items and evidence says nothing.</summary>
    public string Hash
    {
        get
        {
            var text = new StringBuilder();
            foreach (var part in Parts())
                // Each with its length before it, so that no two subjects run together into the same text.
                text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    private IEnumerable<string> Parts() =>
    [
        StoreId.ToString("N"), CaseId.ToString("N"), OrderNo ?? "", Remedy, Amount.ToString("0.00", CultureInfo.InvariantCulture), Method?.ToString() ?? "", Payee ?? "",
        $"items {Items.Count}", .. Items.Order(StringComparer.Ordinal), $"evidence {Evidence.Count}", .. Evidence.Order(StringComparer.Ordinal),
    ];
}
