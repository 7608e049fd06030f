using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AfterSales.Domain.Playbooks.Values;

/// <summary>Values as the standard writes them: XML Schema's dates, times and durations, quoted text.</summary>
public static partial class ValueText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    /// <summary>A value as a cell would write it.</summary>
    public static string Write(in Value value) => value.Kind switch
    {
        ValueKind.Text => Quote(value.AsText),
        ValueKind.Date => $"date(\"{Bare(value)}\")",
        ValueKind.Time => $"time(\"{Bare(value)}\")",
        ValueKind.DateTime => $"date and time(\"{Bare(value)}\")",
        ValueKind.Duration or ValueKind.Months => $"duration(\"{Bare(value)}\")",
        _ => Bare(value),
    };

    /// <summary>A value without what a cell writes around it: <c>a</c>, <c>12.5</c>, <c>2026-11-26</c>.</summary>
    public static string Bare(in Value value) => value.Kind switch
    {
        ValueKind.Unknown => "?",
        ValueKind.Null => "null",
        ValueKind.Boolean => value.AsBoolean ? "true" : "false",
        ValueKind.Number => value.AsNumber.ToString("0.############################", Invariant),
        ValueKind.Text => value.AsText,
        ValueKind.Date => value.AsDate.ToString("yyyy-MM-dd", Invariant),
        ValueKind.Time => value.AsTime.ToString("HH:mm:ss.FFFFFFF", Invariant),
        ValueKind.DateTime => value.AsInstant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", Invariant) + "Z",
        ValueKind.Duration => WriteDuration(value.AsDuration),
        ValueKind.Months => WriteMonths(value.AsMonths),
        _ => $"[{string.Join(", ", value.AsList.Select(item => item.ToString()))}]",
    };

    /// <summary>Text, a date, time, moment or duration from its bare form; null when it is none, or the kind has another form.</summary>
    /// <param name="zone">Where a moment without a zone is.</param>
    public static Value? Read(ValueKind kind, string text, TimeZoneInfo zone) => kind switch
    {
        ValueKind.Text => Value.Of(text),
        ValueKind.Date => ReadDate(text),
        ValueKind.Time => ReadTime(text),
        ValueKind.DateTime => ReadInstant(text, zone),
        ValueKind.Duration or ValueKind.Months => ReadDuration(text) is { } duration && duration.Kind == kind ? duration : null,
        _ => null,
    };

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary><c>2026-11-26</c>; null when it is no date.</summary>
    public static Value? ReadDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) ? Value.Of(date) : null;

    /// <summary><c>09:30:00</c>, a time of day as the wall shows it; null when it is no time, or one with a zone.</summary>
    public static Value? ReadTime(string text) =>
        TimeOnly.TryParseExact(text, TimeFormats, Invariant, DateTimeStyles.None, out var time) ? Value.Of(time) : null;

    /// <summary><c>2026-11-26T09:30:00</c> with <c>Z</c>, <c>+08:00</c>, <c>@Asia/Shanghai</c> or nothing, which means the zone given; a
    /// date alone is its midnight. Null when it is no such thing, or a time that the zone leaves out.</summary>
    public static Value? ReadInstant(string text, TimeZoneInfo zone)
    {
        if (ReadDate(text) is { } date)
            return Local(date.AsDate.ToDateTime(TimeOnly.MinValue), zone);
        if (text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
            return TimeZoneInfo.TryFindSystemTimeZoneById(text[(at + 1)..], out var named) ? ReadLocal(text[..at], named) : null;
        if (Offset().Match(text) is not { Success: true } offset)
            return ReadLocal(text, zone);
        return DateTimeOffset.TryParseExact(
                text,
                [.. LocalFormats.Select(format => format + "K")],
                Invariant,
                DateTimeStyles.AssumeUniversal,
                out var instant) && offset.Index >= LocalFormats[0].Length - 2
            ? Value.Of(instant)
            : null;
    }

    /// <summary><c>P1DT2H</c> or <c>P1Y2M</c>, with a minus before it if negative; null when it is no duration, or mixes the two.</summary>
    public static Value? ReadDuration(string text)
    {
        if (Duration().Match(text) is not { Success: true } match || text.EndsWith('P') || text.EndsWith('T'))
            return null;
        var sign = match.Groups["sign"].Success ? -1 : 1;
        var ofMonths = match.Groups["years"].Success || match.Groups["months"].Success;
        var ofDays = match.Groups["days"].Success || match.Groups["time"].Success;
        try
        {
            if (ofMonths)
                return ofDays ? null : Value.OfMonths(sign * checked((int)((Part(match, "years") * 12) + Part(match, "months"))));
            var seconds = (Part(match, "days") * 86_400) + (Part(match, "hours") * 3_600) + (Part(match, "minutes") * 60) + Part(match, "seconds");
            return Value.Of(new TimeSpan((long)(sign * seconds * TimeSpan.TicksPerSecond)));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal Part(Match match, string name) =>
        match.Groups[name] is { Success: true } part ? decimal.Parse(part.Value, NumberStyles.AllowDecimalPoint, Invariant) : 0;

    private static Value? ReadLocal(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, LocalFormats, Invariant, DateTimeStyles.None, out var local) ? Local(local, zone) : null;

    private static Value? Local(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            return null;
        var ticks = local.Ticks - zone.GetUtcOffset(local).Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : Value.OfScalar(ValueKind.DateTime, ticks);
    }

    private static string WriteDuration(TimeSpan duration)
    {
        var (sign, ticks) = duration < TimeSpan.Zero ? ("-", -(decimal)duration.Ticks) : ("", duration.Ticks);
        var days = decimal.Floor(ticks / TimeSpan.TicksPerDay);
        var time = new TimeSpan((long)(ticks - (days * TimeSpan.TicksPerDay)));
        var seconds = time.Seconds + ((time.Ticks % TimeSpan.TicksPerSecond) / (decimal)TimeSpan.TicksPerSecond);
        var ofDay = Invariant.Of(time.Hours, "H") + Invariant.Of(time.Minutes, "M") + Invariant.Of(seconds, "S");
        var text = Invariant.Of(days, "D") + (ofDay.Length > 0 ? "T" + ofDay : "");
        return text.Length > 0 ? $"{sign}P{text}" : "PT0S";
    }

    private static string WriteMonths(int months)
    {
        var total = Math.Abs((long)months);
        var text = Invariant.Of(total / 12, "Y") + Invariant.Of(total % 12, "M");
        return text.Length > 0 ? $"{(months < 0 ? "-" : "")}P{text}" : "P0M";
    }

    private static string Of(this CultureInfo culture, decimal amount, string unit) =>
        amount == 0 ? "" : amount.ToString("0.#######", culture) + unit;

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Offset();

    [GeneratedRegex(
        @"^(?<sign>-)?P((?<years>\d{1,9})Y)?((?<months>\d{1,9})M)?((?<days>\d{1,9})D)?(?<time>T((?<hours>\d{1,9})H)?((?<minutes>\d{1,9})M)?((?<seconds>\d{1,9}(\.\d{1,7})?)S)?)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
