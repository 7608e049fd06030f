namespace AfterSales.Domain.Playbooks.Feel;

/// <summary>Why a cell cannot be read: a code whose sentence is kept elsewhere, and the position of the character, counted from 0.</summary>
public sealed record FeelError(string Code, int Position, params IReadOnlyList<object> Args);

/// <summary>What a cell says, or why it cannot be read.</summary>
public readonly record struct Parsed<T>(T? Value, FeelError? Error)
    where T : class;
