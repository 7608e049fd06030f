using System.Diagnostics;
using System.Globalization;

namespace AfterSales.Application.Persistence;

/// <summary>PostgreSQL refuses to run as root; then it runs as this account and owns its own folder.</summary>
internal sealed record ServiceAccount(string Name, uint User, uint Group)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>Null when this process is an ordinary user: the server then simply runs as that user.</summary>
    public static ServiceAccount? Choose()
    {
        if (!Environment.IsPrivilegedProcess) return null;
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(f => f.Length > 3).ToLookup(f => f[0]);
        var fields = Preferred.SelectMany(name => known[name]).FirstOrDefault()
            ?? throw new PrivatePostgresException(
                PrivatePostgresFailure.Unsupported,
                "PostgreSQL does not run as root, and there is no account named postgres or nobody to run it as.");
        return new(fields[0], uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture));
    }

    public bool CanEnter(string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cd \"$0\" 2>/dev/null", folder]) { UserName = Name, WorkingDirectory = "/" });
        shell?.WaitForExit();
        return shell?.ExitCode == 0;
    }

    public void Own(string path) => Posix.ChangeOwner(path, User, Group);
}
