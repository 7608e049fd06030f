using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>
/// What a test says. FEEL knows true, false and null (the test makes no sense for the value, such as <c>&lt; 5</c> of a date); a
/// playbook adds unknown. Only true lets a row fire; only unknown keeps it open.
/// </summary>
public enum Truth : byte
{
    False,
    Null,
    Unknown,
    True,
}

internal static class Truths
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth Not(this Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => truth,
    };

    /// <summary>Either; the strongest word wins: true, then unknown, then null.</summary>
    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    /// <summary>Both; false wins, then unknown, then null.</summary>
    public static Truth And(this Truth left, Truth right) =>
        left == Truth.False || right == Truth.False ? Truth.False
        : left == Truth.Unknown || right == Truth.Unknown ? Truth.Unknown
        : left == Truth.Null || right == Truth.Null ? Truth.Null
        : Truth.True;

    /// <summary>What is no truth value counts as null.</summary>
    public static Truth ToTruth(this in Value value) =>
        value.Kind == ValueKind.Boolean ? Of(value.AsBoolean) : value.IsKnown ? Truth.Null : Truth.Unknown;

    public static Value ToValue(this Truth truth) => truth switch
    {
        Truth.True => Value.True,
        Truth.False => Value.False,
        Truth.Null => Value.Null,
        _ => Value.Unknown,
    };
}
