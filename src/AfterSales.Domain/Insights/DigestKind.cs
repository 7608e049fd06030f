namespace AfterSales.Domain.Insights;

/// <summary>How long a time a digest is about.</summary>
public enum DigestKind
{
    /// <summary>Yesterday, told this morning.</summary>
    Daily,

    /// <summary>Last week from Monday to Sunday, told on Monday morning.</summary>
    Weekly,
}

/// <summary>A digest that is to be told now, and the days it is about.</summary>
public readonly record struct DueDigest(DigestKind Kind, ReportRange Range);
