using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Application.Playbooks;

/// <summary>Everything that is found wrong with a playbook before it is published (SPEC 4): errors keep it back, warnings do not.</summary>
public static class PlaybookReview
{
    /// <summary>The decisions that guidance is read from. Without them an agent would be told nothing.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> Needed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["responsibility"] = ["party", "pays"],
        ["remedies"] = ["remedy", "standing", "up to", "approval"],
        ["obligations"] = ["obligation", "hours"],
    };

    /// <param name="name">A case type, or <c>Shared</c>.</param>
    /// <param name="own">The playbook's own file, as DMN.</param>
    /// <param name="shared">What it is read with; nothing for <c>Shared</c> itself.</param>
    public static IReadOnlyList<PlaybookProblem> Of(string name, string own, string? shared)
    {
        var (playbook, unread) = new PlaybookFiles(own, shared).Read();
        if (playbook is null) return unread;
        var (compiled, problems) = Domain.Playbooks.Engine.CompiledPlaybook.Compile(playbook);
        var missing = name == DefaultPlaybooks.SharedName ? [] : Missing(playbook);
        return
        [
            .. unread, .. problems, .. missing, .. playbook.CheckFacts(FactCatalogue.Definitions), .. playbook.CheckOutcomes(),
            .. compiled?.Check(OutcomeCheck.Rules) ?? [],
        ];
    }

    private static IEnumerable<PlaybookProblem> Missing(Playbook playbook) =>
        from need in Needed
        let table = playbook.Decisions.FirstOrDefault(decision => decision.Name == need.Key)?.Logic as DecisionTable
        from output in need.Value
        where table?.Outputs.Any(one => one.Name == output) != true
        select new PlaybookProblem("playbook.output_missing", Severity.Error, need.Key, output) { Decision = table is null ? null : need.Key };
}
