using AfterSales.Domain.Shared;

namespace AfterSales.Application.Insights;

/// <summary>How far the reports of a store are; a store without this row has none yet.</summary>
public sealed class ReportState : IStoreOwned
{
    private ReportState() { }

    public Guid StoreId { get; private set; }

    /// <summary>In which time zone days were counted: another one means to count anew.</summary>
    public string TimeZoneId { get; private set; } = "";

    /// <summary>By which <see cref="ReportSql.Shape"/> it was counted: another one means to count anew.</summary>
    public int Shape { get; private set; }

    public DateTimeOffset RebuiltAt { get; private set; }

    /// <summary>When reports last took in what had changed.</summary>
    public DateTimeOffset CaughtUpAt { get; private set; }
}
