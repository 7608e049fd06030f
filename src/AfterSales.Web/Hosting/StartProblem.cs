namespace AfterSales.Web.Hosting;

/// <summary>The product cannot start, for a reason the person at the terminal can do something about.</summary>
/// <param name="key">The sentence, an entry of Resources/Hosting.</param>
/// <param name="args">Its arguments.</param>
internal sealed class StartProblem(string key, params object[] args) : Exception
{
    public string Key => key;
    public object[] Args => args;
}
