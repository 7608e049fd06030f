using System.Diagnostics.Metrics;

namespace AfterSales.Application.Clocks;

/// <summary>What operators watch: how late timers fire, and how many.</summary>
public sealed class ClockMetrics : IDisposable
{
    public const string MeterName = "AfterSales.Clocks";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _fired;

    public ClockMetrics(ClockWorkerHealth health)
    {
        _lag = _meter.CreateHistogram<double>("clock_firing_lag", "s", "From the due time of a timer until it was handled.");
        _fired = _meter.CreateCounter<long>("clock_timers_fired", description: "Timers handled.");
        _meter.CreateObservableGauge("clock_worker_lag", () => health.Lag.TotalSeconds, "s", "How long the oldest timer that has not fired is overdue.");
    }

    internal void Fired(DateTimeOffset firedAt, IReadOnlyCollection<DateTimeOffset> dueTimes)
    {
        _fired.Add(dueTimes.Count);
        foreach (var dueAt in dueTimes) _lag.Record((firedAt - dueAt).TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();
}
