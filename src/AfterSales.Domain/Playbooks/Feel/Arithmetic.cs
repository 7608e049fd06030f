using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>FEEL's arithmetic. What makes no sense is null, as the standard says: mixed kinds, division by zero, results beyond all bounds.</summary>
internal static class Arithmetic
{
    /// <summary>Thirty decisions that each double the one before would fill any memory.</summary>
    private const int LongestText = 20_000;

    /// <summary>The kind of a result; null when the operator makes no sense for these kinds, unknown when that cannot be said before.</summary>
    public static ValueKind KindOf(Operator op, ValueKind left, ValueKind right) => (op, left, right) switch
    {
        (_, ValueKind.Unknown, _) or (_, _, ValueKind.Unknown) => ValueKind.Unknown,
        (_, ValueKind.Null, _) or (_, _, ValueKind.Null) => ValueKind.Null,
        (_, ValueKind.Number, ValueKind.Number) => ValueKind.Number,
        (Operator.Add, ValueKind.Text, ValueKind.Text) => ValueKind.Text,
        (Operator.Add or Operator.Subtract, ValueKind.Date or ValueKind.DateTime or ValueKind.Time or ValueKind.Duration, ValueKind.Duration) => left,
        (Operator.Add or Operator.Subtract, ValueKind.Date or ValueKind.Months, ValueKind.Months) => left,
        (Operator.Add, ValueKind.Duration, ValueKind.Date or ValueKind.DateTime or ValueKind.Time) => right,
        (Operator.Add, ValueKind.Months, ValueKind.Date) => right,
        (Operator.Subtract, ValueKind.Date or ValueKind.DateTime or ValueKind.Time, _) when left == right => ValueKind.Duration,
        (Operator.Multiply or Operator.Divide, ValueKind.Duration or ValueKind.Months, ValueKind.Number) => left,
        (Operator.Multiply, ValueKind.Number, ValueKind.Duration or ValueKind.Months) => right,
        (Operator.Divide, ValueKind.Duration or ValueKind.Months, _) when left == right => ValueKind.Number,
        _ => ValueKind.Null,
    };

    public static Value Compute(Operator op, in Value left, in Value right)
    {
        var kind = KindOf(op, left.Kind, right.Kind);
        if (kind is ValueKind.Unknown)
            return Value.Unknown;
        if (kind is ValueKind.Null)
            return Value.Null;
        if (kind is ValueKind.Text)
            return left.AsText.Length + right.AsText.Length <= LongestText ? Value.Of(left.AsText + right.AsText) : Value.Null;
        try
        {
            return OfDates(op, left, right) ?? Bounded(kind, Scalars(op, left, right));
        }
        catch (Exception beyond) when (beyond is OverflowException or DivideByZeroException or ArgumentOutOfRangeException)
        {
            return Value.Null;
        }
    }

    public static Value Negate(in Value value) => value.Kind switch
    {
        ValueKind.Number or ValueKind.Duration or ValueKind.Months => Bounded(value.Kind, -value.Scalar),
        ValueKind.Unknown => Value.Unknown,
        _ => Value.Null,
    };

    private static decimal Scalars(Operator op, in Value left, in Value right) => op switch
    {
        Operator.Add => left.Scalar + right.Scalar,
        Operator.Subtract => left.Scalar - right.Scalar,
        Operator.Multiply => left.Scalar * right.Scalar,
        Operator.Divide => left.Scalar / right.Scalar,
        _ => Power(left.Scalar, right.Scalar),
    };

    /// <summary>Where days meet ticks or months; nothing when both sides count in the same unit.</summary>
    private static Value? OfDates(Operator op, in Value left, in Value right) => (op, left.Kind, right.Kind) switch
    {
        (Operator.Subtract, ValueKind.Date, ValueKind.Date) => Value.Of(TimeSpan.FromDays((double)(left.Scalar - right.Scalar))),
        (Operator.Add, ValueKind.Duration or ValueKind.Months, ValueKind.Date) => Later(right, left, 1),
        (Operator.Add, _, ValueKind.Time) => Later(right, left, 1),
        (_, ValueKind.Date, _) or (_, ValueKind.Time, ValueKind.Duration) => Later(left, right, op == Operator.Add ? 1 : -1),
        _ => null,
    };

    private static Value Later(in Value moment, in Value by, int sign) => (moment.Kind, by.Kind) switch
    {
        (ValueKind.Date, ValueKind.Months) => Value.Of(moment.AsDate.AddMonths(sign * by.AsMonths)),
        (ValueKind.Date, _) => Value.Of(moment.AsDate.AddDays((int)decimal.Floor(sign * by.Scalar / TimeSpan.TicksPerDay))),
        _ => Value.Of(moment.AsTime.Add(sign * by.AsDuration)),
    };

    /// <summary>Durations lose what is below their unit; a moment or duration outside the calendar is null.</summary>
    private static Value Bounded(ValueKind kind, decimal scalar)
    {
        if (kind is ValueKind.Number)
            return Value.Of(scalar);
        var whole = decimal.Truncate(scalar);
        var (least, most) = kind switch
        {
            ValueKind.DateTime => (0, DateTime.MaxValue.Ticks),
            ValueKind.Months => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return whole < least || whole > most ? Value.Null : Value.OfScalar(kind, whole);
    }

    private static decimal Power(decimal number, decimal exponent)
    {
        if (exponent != decimal.Truncate(exponent) || Math.Abs(exponent) > 1_000)
            return (decimal)Math.Pow((double)number, (double)exponent);
        var power = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
            power *= number;
        return exponent < 0 ? 1 / power : power;
    }
}
