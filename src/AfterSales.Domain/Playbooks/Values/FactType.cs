using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Feel;

namespace AfterSales.Domain.Playbooks.Values;

/// <summary>
/// What values something may take: a kind, and perhaps the allowed values as DMN writes them (<c>"store", "courier"</c> or <c>[0..100]</c>).
/// Text with allowed values is an enumeration. Null is a value only where <see cref="Nullable"/> says so.
/// </summary>
public sealed record FactType(ValueKind Kind)
{
    public static readonly FactType Text = new(ValueKind.Text);
    public static readonly FactType Number = new(ValueKind.Number);
    public static readonly FactType Money = new(ValueKind.Number) { IsMoney = true };
    public static readonly FactType Boolean = new(ValueKind.Boolean);
    public static readonly FactType Date = new(ValueKind.Date);
    public static readonly FactType Time = new(ValueKind.Time);
    public static readonly FactType DateTime = new(ValueKind.DateTime);
    public static readonly FactType Duration = new(ValueKind.Duration);
    public static readonly FactType Months = new(ValueKind.Months);

    /// <summary>A number that is an amount of yuan; DMN knows only numbers.</summary>
    public bool IsMoney { get; init; }

    /// <summary>Whether the value is a list of such values.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether "there is none" is an answer.</summary>
    public bool Nullable { get; init; }

    /// <summary>The allowed values as a cell; null: every value of the kind.</summary>
    public string? Allowed { get; init; }

    /// <summary>A closed list of texts, in the order given, which is also their priority.</summary>
    public static FactType Enumeration(params IEnumerable<string> values) =>
        Text with { Allowed = string.Join(", ", values.Select(ValueText.Quote)) };

    /// <summary>The values of an enumeration in order; empty when the allowed values are not a plain list.</summary>
    public ImmutableArray<Value> Enumerated(FeelScope scope) =>
        Allowed is { } cell && FeelParser.ParseTest(cell, scope).Value is { } test ? test.Enumerated : [];
}
