using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>What a playbook says without being asked about anything.</summary>
public static class NamedValues
{
    /// <summary>A number with a name, such as a money guide or a window; null when the playbook has none of that name.</summary>
    public static decimal? NamedNumber(this CompiledPlaybook playbook, string name) =>
        playbook.Parsed.Decisions.FirstOrDefault(decision => decision.Source.Name == name)?.Literal is Expression.Literal { Value: { Kind: ValueKind.Number } value }
            ? value.AsNumber
            : null;

    /// <summary>The answers that a fact can have, in order: yes and no, or the words of its list; none where they cannot be listed.</summary>
    public static IReadOnlyList<Value> AnswersOf(this CompiledPlaybook playbook, string fact)
    {
        if (playbook.Source.Facts.FirstOrDefault(one => one.Name == fact) is not { } definition)
            return [];
        return definition.Type.Kind == ValueKind.Boolean ? [Value.True, Value.False] : definition.Type.Enumerated(FeelScope.Empty);
    }
}
