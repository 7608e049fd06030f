using System.Diagnostics.Metrics;

namespace AfterSales.Application.Insights;

/// <summary>What operators watch: how far reports are behind what happened.</summary>
public sealed class ReportMetrics : IDisposable
{
    public const string MeterName = "AfterSales.Reports";

    private readonly Meter _meter = new(MeterName);
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private DateTimeOffset? _oldest;

    public ReportMetrics(TimeProvider time)
    {
        _time = time;
        _meter.CreateObservableGauge("report_lag", () => Lag.TotalSeconds, "s", "How long the oldest change that reports have not taken in yet has waited.");
    }

    /// <summary>Zero while nothing waits.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (_lock) return _time.GetUtcNow() - _oldest is { } lag && lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
        }
    }

    internal void Looked(DateTimeOffset? oldest)
    {
        lock (_lock) _oldest = oldest;
    }

    public void Dispose() => _meter.Dispose();
}
