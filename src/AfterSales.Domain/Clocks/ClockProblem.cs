namespace AfterSales.Domain.Clocks;

/// <summary>What is wrong with a policy or calendar, and where: a code that the page turns into a sentence, and the path of the field.</summary>
public sealed record ClockProblem(string Code, string Path, params IReadOnlyList<object> Args)
{
    internal ClockProblem Under(string parent) => this with { Path = $"{parent}.{Path}" };
}
