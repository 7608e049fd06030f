using System.Diagnostics.CodeAnalysis;

namespace AfterSales.Domain.Shared;

/// <summary>Done, or refused with a reason. Bugs are exceptions; expected refusals are values.</summary>
public readonly record struct Result(Refusal? Refusal)
{
    public static readonly Result Done = new(null);

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Result(Refusal refusal) => new(refusal);
}

/// <summary>A value, or a refusal with a reason.</summary>
public readonly record struct Result<T>
{
    public Result(T value) => Value = value;
    public Result(Refusal refusal) => Refusal = refusal;

    public T? Value { get; }
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value);
    public static implicit operator Result<T>(Refusal refusal) => new(refusal);
}
