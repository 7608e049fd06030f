using System.Runtime.CompilerServices;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>Where a playbook says what guidance reads: found once for a compiled playbook, however many cases are told by it.</summary>
internal sealed class GuidanceDecisions
{
    private static readonly ConditionalWeakTable<CompiledPlaybook, GuidanceDecisions> Found = [];

    private readonly Dictionary<string, DecisionTable> _tables;

    private GuidanceDecisions(CompiledPlaybook playbook)
    {
        _tables = playbook.Decisions.Where(decision => decision.Logic is DecisionTable && GuidanceTables.Outputs.ContainsKey(decision.Name))
            .ToDictionary(decision => decision.Name, decision => (DecisionTable)decision.Logic, StringComparer.Ordinal);
        Told = playbook.Only([.. _tables.Keys.Where(name => name != GuidanceTables.Approval)]);
        Approval = _tables.ContainsKey(GuidanceTables.Approval) ? playbook.Only(GuidanceTables.Approval) : null;
    }

    /// <summary>What is told without naming an amount.</summary>
    public DecisionSet Told { get; }

    /// <summary>Who decides on an amount; null when the playbook does not say.</summary>
    public DecisionSet? Approval { get; }

    public static GuidanceDecisions Of(CompiledPlaybook playbook) => Found.GetValue(playbook, one => new GuidanceDecisions(one));

    /// <summary>The table of a decision; null when the playbook has none.</summary>
    public DecisionTable? Table(string decision) => _tables.GetValueOrDefault(decision);
}
