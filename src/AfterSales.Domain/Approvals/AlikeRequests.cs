namespace AfterSales.Domain.Approvals;

/// <summary>Which requests may be approved together: the same remedy for the same causes, within the guide, and none that asks for a look of its own.</summary>
public static class AlikeRequests
{
    /// <summary>Causes that are only about whose authority it is. Any other is about the case, and somebody has to look at it.</summary>
    private static readonly HashSet<string> AboutAuthority = new(StringComparer.Ordinal) { "over one's authority", "asked by the playbook", "over the store's day" };

    /// <summary>The same for requests that are alike; null for one that is decided by itself.</summary>
    public static string? KindOf(string remedy, IReadOnlyCollection<string> causes) =>
        causes.Count > 0 && causes.All(AboutAuthority.Contains) ? $"{remedy}: {string.Join(", ", causes.Order(StringComparer.Ordinal))}" : null;
}
