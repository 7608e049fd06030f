using AfterSales.Domain.Playbooks.Explanations;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>Whether a playbook with this problem can answer at all, or answers, but hardly as meant.</summary>
public enum Severity
{
    Error,
    Warning,
}

/// <summary>
/// What is wrong with a playbook, and where: a code that pages turn into a sentence (<c>Refusals.{Code}</c>) with
/// <paramref name="Args"/> filled in: texts, numbers, and words of this area such as a <c>ValueKind</c>. Rows and columns
/// count from 0; the columns of outputs follow those of inputs.
/// </summary>
public sealed record PlaybookProblem(string Code, Severity Severity, params IReadOnlyList<object> Args)
{
    /// <summary>The decision it concerns; null for the whole.</summary>
    public string? Decision { get; init; }

    public IReadOnlyList<int> Rows { get; init; } = [];

    public int? Column { get; init; }

    /// <summary>The character of the cell.</summary>
    public int? Position { get; init; }

    /// <summary>Facts that show it. A fact left out may be anything.</summary>
    public IReadOnlyList<NamedValue> Example { get; init; } = [];

    internal static PlaybookProblem Error(string code, params object[] args) => new(code, Severity.Error, args);

    internal static PlaybookProblem Warning(string code, params object[] args) => new(code, Severity.Warning, args);
}
