namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>Some decisions of a playbook with all that they read, in their order: what an evaluation answers at once. Made once, used for any number of evaluations.</summary>
public sealed class DecisionSet
{
    private readonly int[] _placeOf;

    internal DecisionSet(CompiledPlaybook playbook, IEnumerable<int> decisions)
    {
        Playbook = playbook;
        Decisions = [.. decisions.Order()];
        _placeOf = new int[playbook.CompiledDecisions.Length];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < Decisions.Length; place++)
            _placeOf[Decisions[place]] = place;
        var asked = new HashSet<int>();
        NewVariables = [.. Decisions.Select(decision => playbook.CompiledDecisions[decision].Support.Where(variable => asked.Add(variable.Index)).ToArray())];
    }

    internal CompiledPlaybook Playbook { get; }

    internal int[] Decisions { get; }

    /// <summary>By place: the variables that no decision before it asks.</summary>
    internal Variable[][] NewVariables { get; }

    /// <summary>Where the answer of a decision stands; -1 for one that does not belong.</summary>
    internal int PlaceOf(int decision) => _placeOf[decision];
}
