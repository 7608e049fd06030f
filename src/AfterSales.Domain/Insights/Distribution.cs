namespace AfterSales.Domain.Insights;

/// <summary>How often something took how many seconds. From an hour on seconds are told in whole minutes, rounded up: "over two hours" stays exact.</summary>
public sealed class Distribution
{
    private readonly KeyValuePair<int, long>[] _sorted;

    public Distribution(IEnumerable<KeyValuePair<int, long>> counts)
    {
        _sorted = [.. counts.Where(one => one.Value > 0).GroupBy(one => one.Key, (seconds, same) => KeyValuePair.Create(seconds, same.Sum(one => one.Value))).OrderBy(one => one.Key)];
        Count = _sorted.Sum(one => one.Value);
    }

    public long Count { get; }

    /// <summary>As many seconds as half of them took at most; null where there are none.</summary>
    public int? Median => Percentile(50);

    /// <summary>The fewest seconds in which so many per cent of them were done, 1 to 100; null where there are none.</summary>
    public int? Percentile(int percent)
    {
        if (percent is < 1 or > 100) throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile is from 1 to 100.");
        if (Count == 0) return null;
        // Without fractions: so many have to be within it.
        var needed = (Count * percent + 99) / 100;
        long within = 0;
        foreach (var (seconds, count) in _sorted)
        {
            within += count;
            if (within >= needed) return seconds;
        }
        throw new InvalidOperationException("All of them are within the longest.");
    }

    /// <summary>How many took longer than this.</summary>
    public long Over(int seconds) => _sorted.Where(one => one.Key > seconds).Sum(one => one.Value);

    /// <summary>Which share was done in so many seconds, from 0 to 1; null where there are none.</summary>
    public double? Share(int within) => Count > 0 ? (double)(Count - Over(within)) / Count : null;

    /// <summary>How many lie in each stretch: up to the first bound, above it up to the second, …, above the last.</summary>
    public IReadOnlyList<long> In(params IReadOnlyList<int> bounds)
    {
        var counts = new long[bounds.Count + 1];
        foreach (var (seconds, count) in _sorted)
        {
            var place = 0;
            while (place < bounds.Count && seconds > bounds[place]) place++;
            counts[place] += count;
        }
        return counts;
    }
}
