namespace AfterSales.Web.Playbooks;

/// <summary>A command cannot be carried out, for a reason the person at the terminal can do something about.</summary>
/// <param name="key">The sentence, an entry of a resource.</param>
/// <param name="args">Its arguments.</param>
internal sealed class CommandProblem(string key, params object?[] args) : Exception
{
    public string Key => key;

    public object?[] Args => args;
}
