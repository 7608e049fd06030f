using AfterSales.Application.Cases;

namespace AfterSales.Web.Cases;

/// <summary>What alone of a view is shown, as the figures of the board count it.</summary>
public enum QueueOnly
{
    /// <summary>A clock is over.</summary>
    Late,

    /// <summary>A clock is over within the hour.</summary>
    Soon,
}

public static class QueueOnlyRows
{
    /// <summary>What "soon" means on the board and in the queue.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    public static bool Has(this QueueOnly only, QueueRow row, DateTimeOffset now) => row.Nearest?.DueAt is { } due && only switch
    {
        QueueOnly.Late => due <= now,
        _ => due > now && due <= now + Soon,
    };
}
