using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// The values of a variable, cut into pieces within which no cell can tell two values apart: null, the values that cells name, and what
/// lies between them. What a cell says about a piece it says about the piece's sample; so compiled tables follow the
/// interpreter by construction.
/// </summary>
internal sealed class Partition
{
    private readonly Value[] _points;

    /// <summary>From the place on the axis (null, then stretch and point in turn) to the piece, or -1 where there are no values.</summary>
    private readonly int[] _pieces;

    private Partition(ValueKind kind, Value[] points, IEnumerable<Value?> samples)
    {
        _points = points;
        Kind = kind;
        var kept = new List<Value>();
        _pieces = [.. samples.Select(sample => Keep(kept, sample))];
        Samples = kept;
    }

    public ValueKind Kind { get; }

    /// <summary>One value of each piece.</summary>
    public IReadOnlyList<Value> Samples { get; }

    public int Count => Samples.Count;

    /// <summary>Cuts the allowed values of a type at the boundaries of the cells that test them.</summary>
    public static Partition Of(ValueKind kind, IEnumerable<Value> boundaries, Func<Value, bool> allowed)
    {
        Value[] points = kind == ValueKind.Boolean
            ? [Value.False, Value.True]
            : [.. boundaries.Where(value => value.Kind == kind).Distinct().Order(Comparer<Value>.Create((left, right) => Value.Compare(left, right)))];
        var samples = Axis(kind, points).Select(sample => sample is { } value && allowed(value) ? sample : null);
        return new Partition(kind, points, samples);
    }

    /// <summary>The piece of a value; -1 when it is unknown or not one of the allowed values.</summary>
    public int PieceOf(in Value value)
    {
        if (value.Kind == Kind)
            return _pieces[PlaceOf(value)];
        return value.Kind == ValueKind.Unknown ? -1 : _pieces[0];
    }

    private static int Keep(List<Value> kept, Value? sample)
    {
        if (sample is not { } value)
            return -1;
        kept.Add(value);
        return kept.Count - 1;
    }

    private int PlaceOf(in Value value)
    {
        var (low, high) = (0, _points.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Value.Compare(_points[middle], value);
            if (order == 0)
                return 2 + (2 * middle);
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return 1 + (2 * low);
    }

    private static IEnumerable<Value?> Axis(ValueKind kind, Value[] points)
    {
        yield return Value.Null;
        for (var i = 0; i <= points.Length; i++)
        {
            yield return Stretches.Between(kind, i > 0 ? points[i - 1] : null, i < points.Length ? points[i] : null);
            if (i < points.Length)
                yield return points[i];
        }
    }
}
