using AfterSales.Application.Stores.Demo;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;

namespace AfterSales.Web.Hosting;

/// <summary>What the person at the terminal reads, in both languages: nobody has chosen one yet.</summary>
internal static class Banner
{
    public static void Welcome(IEnumerable<string> addresses, bool hasStore, IReadOnlyList<(string SignIn, string Name, IReadOnlyList<Role> Roles)> demo, string? apiKey)
    {
        var address = string.Join("  ", addresses.Select(Clickable));
        Console.WriteLine();
        Say("Hosting.Ready", address);
        if (!hasStore) Say("Hosting.NoStoreYet");
        if (demo.Count > 0)
        {
            Say("Hosting.DemoSignIns", DemoStore.Password);
            foreach (var (signIn, name, roles) in demo) Console.WriteLine($"    {signIn,-12} {name} · {string.Join(" ", roles.Select(Both))}");
        }
        if (apiKey is not null) Say("Hosting.NewApiKey", apiKey);
        Say("Hosting.HowToStop");
        Console.WriteLine();
    }

    public static void Explain(StartProblem problem)
    {
        foreach (var language in Languages.All) Console.Error.WriteLine(new Texts(language)[problem.Key, problem.Args]);
    }

    private static string Both(Role role) => string.Join(" / ", Languages.All.Select(l => new Texts(l).Word(role)));

    private static void Say(string key, params object[] args)
    {
        foreach (var language in Languages.All) Console.WriteLine("  " + new Texts(language)[key, args]);
    }

    // Listening on every address is not an address one can open.
    private static string Clickable(string address) =>
        address.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
}
