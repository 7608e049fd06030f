using AfterSales.Domain.Playbooks.Engine;

namespace AfterSales.Application.Playbooks;

/// <summary>A version of a store's playbook, ready to answer.</summary>
/// <param name="Latest">The latest version there is; another than <paramref name="Version"/> when newer rules were published since.</param>
public sealed record PlaybookInForce(string Name, int Version, int Latest, CompiledPlaybook Playbook);
