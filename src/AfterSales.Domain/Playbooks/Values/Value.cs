using System.Collections.Immutable;

namespace AfterSales.Domain.Playbooks.Values;

/// <summary>
/// One value of a playbook, or <see cref="Unknown"/>. A small struct without boxing: numbers, booleans, dates, times and durations are all
/// one <see cref="decimal"/>, so that comparing is one comparison. DMN counts with 34 digits; a <see cref="decimal"/> holds 28.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly decimal _number;
    private readonly object? _object;

    private Value(ValueKind kind, decimal number = 0, object? content = null) => (Kind, _number, _object) = (kind, number, content);

    public ValueKind Kind { get; }

    public static Value Unknown => default;

    public static Value Null => new(ValueKind.Null);

    public static Value True => new(ValueKind.Boolean, 1);

    public static Value False => new(ValueKind.Boolean);

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(decimal value) => new(ValueKind.Number, value);

    public static Value Of(string value) => new(ValueKind.Text, content: value);

    public static Value Of(DateOnly value) => new(ValueKind.Date, value.DayNumber);

    public static Value Of(TimeOnly value) => new(ValueKind.Time, value.Ticks);

    public static Value Of(DateTimeOffset value) => new(ValueKind.DateTime, value.UtcTicks);

    public static Value Of(TimeSpan value) => new(ValueKind.Duration, value.Ticks);

    public static Value OfMonths(int months) => new(ValueKind.Months, months);

    public static Value Of(ImmutableArray<Value> items) => new(ValueKind.List, content: items);

    public bool IsKnown => Kind != ValueKind.Unknown;

    /// <summary>Whether it is known, and if it is a list, every element of it.</summary>
    public bool IsWhole => IsKnown && (Kind != ValueKind.List || AsList.All(item => item.IsWhole));

    public bool IsNull => Kind == ValueKind.Null;

    /// <summary>Whether <c>&lt;</c> means something for two values of this kind.</summary>
    public bool IsOrdered => Kind is not (ValueKind.Unknown or ValueKind.Null or ValueKind.Boolean or ValueKind.List);

    public bool AsBoolean => Content(ValueKind.Boolean) != 0;

    public decimal AsNumber => Content(ValueKind.Number);

    public string AsText => Kind == ValueKind.Text ? (string)_object! : throw Wrong(ValueKind.Text);

    public DateOnly AsDate => DateOnly.FromDayNumber((int)Content(ValueKind.Date));

    public TimeOnly AsTime => new((long)Content(ValueKind.Time));

    public DateTimeOffset AsInstant => new((long)Content(ValueKind.DateTime), TimeSpan.Zero);

    public TimeSpan AsDuration => new((long)Content(ValueKind.Duration));

    public int AsMonths => (int)Content(ValueKind.Months);

    public ImmutableArray<Value> AsList => Kind == ValueKind.List ? (ImmutableArray<Value>)_object! : throw Wrong(ValueKind.List);

    /// <summary>Everything but text, lists, null and unknown, as one number of its kind: days, ticks, months or the number itself.</summary>
    internal decimal Scalar => _number;

    /// <summary>A value of a kind from its <see cref="Scalar"/>.</summary>
    internal static Value OfScalar(ValueKind kind, decimal scalar) => new(kind, scalar);

    /// <summary>The order of two values of the same kind; text by its characters' codes.</summary>
    internal static int Compare(in Value left, in Value right) => left.Kind == ValueKind.Text
        ? string.CompareOrdinal((string)left._object!, (string)right._object!)
        : decimal.Compare(left._number, right._number);

    public bool Equals(Value other) => Kind == other.Kind && Kind switch
    {
        ValueKind.Text => (string)_object! == (string)other._object!,
        ValueKind.List => AsList.SequenceEqual(other.AsList),
        _ => _number == other._number,
    };

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueKind.Text => ((string)_object!).GetHashCode(StringComparison.Ordinal),
        ValueKind.List => AsList.Aggregate(17, HashCode.Combine),
        _ => HashCode.Combine(Kind, _number),
    };

    /// <summary>As a cell would write it, the same in every language: <c>"a"</c>, <c>12.5</c>, <c>date("2026-11-26")</c>.</summary>
    public override string ToString() => ValueText.Write(this);

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    private decimal Content(ValueKind kind) => Kind == kind ? _number : throw Wrong(kind);

    private InvalidOperationException Wrong(ValueKind asked) => new($"A value of kind {Kind} was read as {asked}.");
}
