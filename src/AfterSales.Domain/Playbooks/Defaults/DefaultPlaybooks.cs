using AfterSales.Domain.Playbooks.Dmn;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Defaults;

/// <summary>
/// The playbooks that a store starts with (SPEC 4.1), one DMN file beside this one for each case type, and one that all types share: money
/// guides, margin floor and approvals (SPEC 4.2). The files are the source; there is nothing of them in code.
/// </summary>
public static class DefaultPlaybooks
{
    /// <summary>The name of the shared file.</summary>
    public const string SharedName = "Shared";

    private const string Suffix = ".dmn";

    /// <summary>The case types that have one.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        .. typeof(DefaultPlaybooks).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[..^Suffix.Length]).Where(name => name != SharedName).Order(StringComparer.Ordinal),
    ];

    /// <summary>A file as it ships.</summary>
    /// <param name="name">A case type, or <see cref="SharedName"/>.</param>
    public static string Document(string name)
    {
        using var stream = typeof(DefaultPlaybooks).Assembly.GetManifestResourceStream(name + Suffix)
            ?? throw new ArgumentException($"There is no default playbook {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What one file says. A case type's file alone is not complete: it reads names of the shared one.</summary>
    public static Playbook File(string name)
    {
        var (playbook, problems) = DmnReader.Read(Document(name));
        return playbook ?? throw new InvalidOperationException($"The default playbook {name} cannot be read: {string.Join("; ", problems)}");
    }

    /// <summary>The whole playbook of a case type, ready to compile.</summary>
    public static Playbook Of(string caseType) => File(caseType).With(File(SharedName));
}
