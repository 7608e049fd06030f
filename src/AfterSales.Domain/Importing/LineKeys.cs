using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Domain.Importing;

/// <summary>
/// Names the lines of orders, so that importing the same file twice finds the same lines. A line with a sub-order number is
/// named by it. Old files have none: there a line is named by what was bought, and equal lines of one order by their turn.
/// One instance serves one file.
/// </summary>
public sealed class LineKeys
{
    // Only a hash per distinct line is held: a file of a million rows must not be held in memory by its names.
    private readonly Dictionary<UInt128, int> turns = [];

    public string Of(string orderNo, string? subOrderNo, string? outerCode, string? skuText, string? title)
    {
        if (!string.IsNullOrEmpty(subOrderNo)) return subOrderNo;

        var bought = string.Join('\u001F', orderNo, outerCode, skuText, title);
        var hash = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(bought)));
        var turn = turns[hash] = turns.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{orderNo}~{(ulong)(hash >> 64):x16}~{turn}");
    }
}
