namespace AfterSales.Web.Playbooks;

/// <summary>Every state that was on the screen, so that any step can be undone and done again.</summary>
public sealed class EditHistory<T>(T first)
{
    /// <summary>Further back than anybody goes.</summary>
    private const int MostStates = 500;

    private readonly List<T> _states = [first];
    private int _at;

    public T Now => _states[_at];

    public bool CanUndo => _at > 0;

    public bool CanRedo => _at < _states.Count - 1;

    /// <summary>A new state; what was undone before it is gone.</summary>
    public void Do(T state)
    {
        _states.RemoveRange(_at + 1, _states.Count - _at - 1);
        _states.Add(state);
        if (_states.Count > MostStates) _states.RemoveAt(0);
        _at = _states.Count - 1;
    }

    public T Undo()
    {
        if (CanUndo) _at--;
        return Now;
    }

    public T Redo()
    {
        if (CanRedo) _at++;
        return Now;
    }
}
