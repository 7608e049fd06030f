using System.Net;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AfterSales.Web.Hosting;

/// <summary>What the process counts and measures, for Prometheus. The SDK aggregates; <see cref="PrometheusExporter"/> writes.</summary>
internal sealed class Metrics : IDisposable
{
    public const string From = "MetricsFrom";

    private readonly PrometheusExporter _exporter = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;
    private readonly Lock _gate = new();

    public Metrics()
    {
        _reader = new BaseExportingMetricReader(_exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter("AfterSales.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections",
                "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Components.Server.Circuits", "Npgsql", "System.Runtime")
            .AddReader(_reader)
            .Build();
    }

    public string Scrape()
    {
        lock (_gate)
        {
            _reader.Collect();
            return _exporter.Text;
        }
    }

    /// <summary>
    /// Numbers about a business are not for everybody: only this machine and the networks in <c>MetricsFrom</c> may read them,
    /// and nobody through a proxy that has not been named in <c>Proxies</c>.
    /// </summary>
    public static bool MayRead(HttpContext context, IConfiguration configuration)
    {
        if (context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded")) return false;
        if (context.Connection.RemoteIpAddress is not { } address) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || Networks.Read(configuration, From).Any(network => network.Contains(address));
    }

    public void Dispose()
    {
        _provider.Dispose();
        _reader.Dispose();
        _exporter.Dispose();
    }
}
