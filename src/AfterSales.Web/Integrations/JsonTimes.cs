using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml;

namespace AfterSales.Web.Integrations;

/// <summary>ISO 8601 with an offset. Without one nobody knows when it was, so it is refused rather than guessed.</summary>
internal sealed partial class JsonInstants : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && Parse(text) is { } at ? at : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToUniversalTime().UtcDateTime);

    public static DateTimeOffset? Parse(string text) =>
        Shape().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|z|[+-]\d\d:?\d\d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}

/// <summary>Durations as ISO 8601 writes them, in days and below: PT5M, PT48H, P3D.</summary>
internal sealed partial class JsonDurations : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && Parse(text) is { } span ? span : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    // Months and years have no length.
    public static TimeSpan? Parse(string text)
    {
        if (!Shape().IsMatch(text)) return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Hours up to two days, as people say them: 48 hours, 3 days.</summary>
    public static string Format(TimeSpan span)
    {
        if (span > TimeSpan.FromDays(2) && span.Ticks % TimeSpan.TicksPerDay == 0) return $"P{span.Days.ToString(CultureInfo.InvariantCulture)}D";
        var hours = TimeSpan.FromHours(Math.Floor(span.TotalHours));
        if (hours > TimeSpan.Zero && span < TimeSpan.FromDays(366))
            return $"PT{hours.TotalHours.ToString(CultureInfo.InvariantCulture)}H{(span == hours ? "" : XmlConvert.ToString(span - hours)[2..])}";
        return XmlConvert.ToString(span);
    }

    [GeneratedRegex(@"^P(?=.)(\d{1,6}D)?(T(?=\d)(\d{1,8}H)?(\d{1,9}M)?(\d{1,9}(\.\d{1,7})?S)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
