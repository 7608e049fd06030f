namespace AfterSales.Domain.Playbooks.Engine;

/// <summary>
/// What working through the tables of one playbook may cost, all of them together: a file of fifty tangled tables is no more work than one of
/// three. When nothing is left, the tables that are still to come count as too tangled.
/// </summary>
internal sealed class Effort
{
    /// <summary>Outcomes are written down to be told apart; those of a list may be long, and many.</summary>
    private int _charactersLeft = 20_000_000;

    /// <summary>Steps through diagrams: a hundred times what the tables of a real playbook take.</summary>
    public int StepsLeft { get; private set; } = 300_000;

    public void Step(int steps) => StepsLeft = Math.Max(0, StepsLeft - steps);

    /// <summary>Whether so much more may be written.</summary>
    public bool Write(int characters) => (_charactersLeft -= Math.Min(characters, _charactersLeft + 1)) >= 0;
}
