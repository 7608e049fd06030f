namespace AfterSales.Domain.Ledger;

/// <summary>Splits payments into batches within what a platform takes at once (SPEC 4.2: Taobao ≤ 20 refunds and ≤ ¥6 000; Tmall ≤ 30 and ≤ ¥10 000).</summary>
public static class BatchPlan
{
    /// <summary>The longest run from the front that fits: oldest first, none left out in favour of a later one.</summary>
    public static IReadOnlyList<T> First<T>(IEnumerable<T> payments, Func<T, decimal> amount, int count, decimal yuan)
    {
        var (batch, sum) = (new List<T>(), 0m);
        foreach (var payment in payments)
        {
            if (batch.Count == count || sum + amount(payment) > yuan) break;
            batch.Add(payment);
            sum += amount(payment);
        }
        return batch;
    }
}
