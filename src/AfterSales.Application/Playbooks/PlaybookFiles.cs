using System.Security.Cryptography;
using System.Text;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Application.Playbooks;

/// <summary>A playbook as a store keeps it: its own file, and for a case type the one that all types share.</summary>
internal sealed record PlaybookFiles(string Own, string? Shared)
{
    /// <summary>The nine case types, and what they share.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. DefaultPlaybooks.Types, DefaultPlaybooks.SharedName];

    /// <summary>The place of a name among them, or -1.</summary>
    public static int PlaceOf(string name) => Names.TakeWhile(one => one != name).Count() is var place && place < Names.Count ? place : -1;

    /// <summary>SHA-256 of both, lower-case hex.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Own}\n{Shared}")));

    /// <summary>The whole playbook, or what keeps it from being read.</summary>
    public (Playbook? Playbook, IReadOnlyList<PlaybookProblem> Problems) Read()
    {
        var (own, problems) = DmnReader.Read(Own);
        if (own is null || Shared is null) return (own, problems);
        var (shared, others) = DmnReader.Read(Shared);
        return shared is null ? (null, [.. problems, .. others]) : (own.With(shared), problems);
    }

    /// <summary>Ready to answer, or what keeps it from answering.</summary>
    public (CompiledPlaybook? Compiled, IReadOnlyList<PlaybookProblem> Problems) Compile()
    {
        var (playbook, problems) = Read();
        return playbook is null ? (null, problems) : CompiledPlaybook.Compile(playbook);
    }
}
