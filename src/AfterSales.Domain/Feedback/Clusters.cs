namespace AfterSales.Domain.Feedback;

/// <summary>When the cases of a style, batch and defect are one matter (SPEC 6).</summary>
public static class Clusters
{
    /// <summary>So many different customers are on the way to a cluster, and worth a look.</summary>
    public const int Forming = 2;

    /// <summary>Whether they open an item, and why; null while they do not. A customer who comes back counts once, and a window lies anywhere among them.</summary>
    public static FeedbackCause? CauseOf(IEnumerable<FaultyCase> cases, FeedbackPolicy policy)
    {
        var sorted = cases.OrderBy(one => one.At).ToList();
        if (sorted.Exists(one => one.IsSevere)) return FeedbackCause.Severe;
        var window = TimeSpan.FromDays(policy.WindowDays);
        var within = new Dictionary<Guid, int>();
        var first = 0;
        foreach (var last in sorted)
        {
            within[last.CustomerId] = within.GetValueOrDefault(last.CustomerId) + 1;
            for (; last.At - sorted[first].At > window; first++)
                if (--within[sorted[first].CustomerId] == 0) within.Remove(sorted[first].CustomerId);
            if (within.Count >= policy.Customers) return FeedbackCause.Customers;
        }
        return null;
    }

    /// <summary>The cases of the window that ends now, where they come from different customers; none where there is nothing to see yet.</summary>
    public static IReadOnlyList<FaultyCase> FormingAt(DateTimeOffset now, IEnumerable<FaultyCase> cases, FeedbackPolicy policy)
    {
        var since = now.AddDays(-policy.WindowDays);
        var recent = cases.Where(one => one.At >= since).ToList();
        return recent.DistinctBy(one => one.CustomerId).Count() >= Forming ? recent : [];
    }
}
