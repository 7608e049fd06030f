using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>Finds a value between two others, if there is one.</summary>
internal static class Stretches
{
    private const decimal Step = 1;

    /// <summary>A value above the first and below the second; a side left out is open.</summary>
    public static Value? Between(ValueKind kind, Value? low, Value? high) => kind switch
    {
        ValueKind.Boolean or ValueKind.Null or ValueKind.Unknown or ValueKind.List => null,
        ValueKind.Text => Text(low?.AsText, high?.AsText) is { } text ? Value.Of(text) : null,
        ValueKind.Number => Number(low?.Scalar, high?.Scalar) is { } number ? Value.Of(number) : null,
        _ => Whole(kind, low?.Scalar, high?.Scalar) is { } whole ? Value.OfScalar(kind, whole) : null,
    };

    /// <summary>The next text after another is the same with the least character behind it.</summary>
    private static string? Text(string? low, string? high)
    {
        var least = low is null ? "" : low + "\0";
        return high is null || string.CompareOrdinal(least, high) < 0 ? least : null;
    }

    private static decimal? Number(decimal? low, decimal? high) => (low, high) switch
    {
        (null, null) => 0,
        (null, { } below) => below > decimal.MinValue + Step ? below - Step : null,
        ({ } above, null) => above < decimal.MaxValue - Step ? above + Step : null,
        ({ } above, { } below) => (above / 2) + (below / 2) is var middle && above < middle && middle < below ? middle : null,
    };

    /// <summary>Days, ticks and months have neighbours.</summary>
    private static decimal? Whole(ValueKind kind, decimal? low, decimal? high)
    {
        var (least, most) = kind switch
        {
            ValueKind.Date => (DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber),
            ValueKind.Time => (0, TimeOnly.MaxValue.Ticks),
            ValueKind.DateTime => (0, DateTime.MaxValue.Ticks),
            ValueKind.Months => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        var first = low + 1 ?? least;
        var last = high - 1 ?? most;
        return first > last ? null : low is null && high is not null ? last : first;
    }
}
