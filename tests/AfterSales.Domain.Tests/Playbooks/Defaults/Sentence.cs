namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>A sentence of the specification and a case in which it speaks.</summary>
/// <param name="Facts">As in <see cref="Desk.Guide(string)"/>.</param>
/// <param name="Rows">The rows that say it, by their ids; each must be among those that fire.</param>
/// <param name="Expected">What must come out, <c>column: words</c> (<see cref="Defaults.Expected"/>).</param>
internal sealed record Sentence(string Text, string Type, string Facts, string Rows, params string[] Expected);
