using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// What is known of one decision. What was decided stays so whatever is learnt later, as long as nothing that was known changes.
/// </summary>
public readonly struct Answer
{
    internal Answer(Outcome? outcome, ImmutableArray<Value> values, ImmutableArray<Outcome> possible) =>
        (Outcome, Values, _possible) = (outcome, values, possible);

    private readonly ImmutableArray<Outcome> _possible;

    /// <summary>The only outcome left; null while several are.</summary>
    public Outcome? Outcome { get; }

    /// <summary>The outputs; empty while several outcomes are left. An output that is computed from unknown facts is unknown, in a list only the element that is.</summary>
    public ImmutableArray<Value> Values { get; }

    /// <summary>Whether nothing that could still be learnt changes the outputs.</summary>
    public bool IsDecided => Outcome is not null && (Outcome.IsConstant || Values.All(value => value.IsWhole));

    /// <summary>The outcomes that are left; empty when there are more than can be told (see <see cref="CompiledPlaybook"/>).</summary>
    public ImmutableArray<Outcome> Possible => Outcome is not null ? [Outcome] : _possible.IsDefault ? [] : _possible;
}
