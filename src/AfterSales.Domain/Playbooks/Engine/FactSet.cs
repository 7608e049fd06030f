using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>What is known of the facts of one playbook. A fact that was never set is unknown. Takes only values that the fact may have, so that
/// nothing after it has to doubt them.</summary>
public sealed class FactSet
{
    private readonly ParsedPlaybook _playbook;
    private Value[] _values;

    /// <summary>Whether an evaluation goes by these values, so that they must stay as they are.</summary>
    private bool _isShared;

    internal FactSet(ParsedPlaybook playbook, Value[] values) => (_playbook, _values) = (playbook, values);

    public int Count => _values.Length;

    public Value this[int slot] => _values[slot];

    public Value this[string name] => _playbook.SlotOf(name) is >= 0 and var slot ? _values[slot] : Value.Unknown;

    /// <summary>Sets a fact; false, and nothing changes, when there is no such fact or it cannot have this value. Unknown takes it back.</summary>
    public bool TrySet(string name, in Value value) => TrySet(_playbook.SlotOf(name), value);

    /// <summary>Sets the fact at a place of <see cref="Playbook.Facts"/>.</summary>
    public bool TrySet(int slot, in Value value)
    {
        if (slot < 0 || slot >= _values.Length || (value.IsKnown && !_playbook.Allows(slot, value)))
            return false;
        if (_isShared)
            (_values, _isShared) = ([.. _values], false);
        _values[slot] = value;
        return true;
    }

    public FactSet Copy() => new(_playbook, [.. _values]);

    /// <summary>The values as they are now, for somebody who only reads them.</summary>
    internal Value[] Share()
    {
        _isShared = true;
        return _values;
    }
}
