namespace AfterSales.Domain.Ledger;

/// <summary>A line of what was pasted that names no payment of the batch, or no single one.</summary>
/// <param name="No">From 1.</param>
public sealed record UnreadReceipt(int No, string Text);

/// <summary>
/// Receipt numbers as people paste them from the platform's list: on each line what names the payment (its order, its number in the batch, or its attempt) and
/// the receipt, separated by a tab, spaces or commas; or nothing but receipts, one for each line of the batch in its order.
/// </summary>
public sealed record PastedReceipts(IReadOnlyDictionary<Guid, string> Receipts, IReadOnlyList<UnreadReceipt> Unread)
{
    private static readonly char[] Between = [' ', '\t', ',', ';', '，', '；', '\u3000'];

    public static PastedReceipts Read(string text, IReadOnlyList<BatchLine> batch)
    {
        var lines = text.Split('\n').Select((line, at) => (No: at + 1, Text: line.Trim(), Words: line.Trim().Split(Between, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Words.Length > 0).ToList();
        if (lines.Count == batch.Count && lines.TrueForAll(line => line.Words.Length == 1))
            return new(batch.Zip(lines).ToDictionary(pair => pair.First.PayoutId, pair => pair.Second.Words[0]), []);

        var (receipts, unread) = (new Dictionary<Guid, string>(), new List<UnreadReceipt>());
        foreach (var line in lines)
        {
            // The receipt is the last word: platforms put time and amount in between.
            var named = line.Words.Length < 2 ? [] : batch.Where(one => IsNamed(one, line.Words[0])).ToList();
            if (named is not [var payment] || !receipts.TryAdd(payment.PayoutId, line.Words[^1])) unread.Add(new(line.No, line.Text));
        }
        return new(receipts, unread);
    }

    private static bool IsNamed(BatchLine line, string name) =>
        line.OrderNo == name || line.AttemptKey == name || (name.Length < 4 && line.No.ToString(System.Globalization.CultureInfo.InvariantCulture) == name);
}
