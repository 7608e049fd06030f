using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AfterSales.Web.Hosting;

/// <summary>Writes what the OpenTelemetry SDK has aggregated in Prometheus' text format.</summary>
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (var metric in batch) Write(text, metric);
        Text = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        var (kind, suffix) = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => ("counter", "_total"),
            MetricType.Histogram => ("histogram", ""),
            _ => ("gauge", ""),
        };
        var name = Name(metric.Name) + Unit(metric.Unit) + suffix;
        if (metric.Description.Length > 0) text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(metric.Description)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = new StringBuilder();
            foreach (var tag in point.Tags) Label(labels, Name(tag.Key), Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
            if (metric.MetricType == MetricType.Histogram) Histogram(text, name, labels.ToString(), point);
            else Line(text, name, labels.ToString(), Value(metric.MetricType, point));
        }
    }

    private static void Histogram(StringBuilder text, string name, string labels, MetricPoint point)
    {
        long sum = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            sum += bucket.BucketCount;
            var bound = new StringBuilder(labels);
            Label(bound, "le", double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound));
            Line(text, name + "_bucket", bound.ToString(), Number(sum));
        }
        Line(text, name + "_sum", labels, Number(point.GetHistogramSum()));
        Line(text, name + "_count", labels, Number(point.GetHistogramCount()));
    }

    private static string Value(MetricType type, MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
        MetricType.DoubleGauge => Number(point.GetGaugeLastValueDouble()),
        _ => "NaN",
    };

    private static void Label(StringBuilder labels, string key, string value)
    {
        if (labels.Length > 0) labels.Append(',');
        labels.Append(key).Append("=\"").Append(Escaped(value).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
    }

    private static void Line(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Name(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Unit(string unit) => unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
}
