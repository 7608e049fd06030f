using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Facts;

/// <summary>What somebody said of a case: a person, or a program with a key. Unknown takes back what was said before.</summary>
/// <param name="At">UTC.</param>
public sealed record SaidFact(string Name, Value Value, string By, DateTimeOffset At);
