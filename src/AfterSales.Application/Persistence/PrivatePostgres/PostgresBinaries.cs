using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AfterSales.Application.Persistence;

/// <summary>A folder that holds initdb and postgres. <c>run.sh</c> looks in the same places.</summary>
public sealed record PostgresBinaries(string Folder)
{
    public string Initdb => Path.Combine(Folder, "initdb");
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>PG_BIN, PATH, then the usual folders, newest major first.</summary>
    public static IEnumerable<PostgresBinaries> Installed() =>
        Candidates().Select(folder => new PostgresBinaries(folder)).Where(b => Posix.IsProgram(b.Initdb) && Posix.IsProgram(b.Postgres));

    /// <summary>The major version, as <c>PG_VERSION</c> in a cluster spells it: "15", "18". Null where the program does not say or does not run.</summary>
    public string? Major()
    {
        var info = new ProcessStartInfo(Postgres, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(info);
            var words = process?.StandardOutput.ReadToEnd().Split(' ', '\n') ?? [];
            return words.FirstOrDefault(w => w.Length > 0 && char.IsAsciiDigit(w[0])) is { } version
                ? string.Concat(version.TakeWhile(char.IsAsciiDigit))
                : null;
        }
        catch (Win32Exception)
        {
            return null;   // Made for another machine, say.
        }
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } configured) yield return configured;

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return folder;

        (string Root, string Pattern, string Tail)[] places =
        [
            ("/usr/lib/postgresql", "*", "bin"),                    // Debian, Ubuntu
            ("/usr", "pgsql-*", "bin"),                             // the RPMs of postgresql.org
            ("/opt/homebrew/opt", "postgresql*", "bin"),            // Homebrew on Apple silicon
            ("/usr/local/opt", "postgresql*", "bin"),               // Homebrew on Intel
            ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
        ];
        foreach (var (root, pattern, tail) in places.Where(p => Directory.Exists(p.Root)))
            foreach (var folder in Directory.GetDirectories(root, pattern).OrderByDescending(VersionInName))
                yield return Path.Combine(folder, tail);
    }

    private static double VersionInName(string folder)
    {
        var digits = Path.GetFileName(folder).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == '.');
        return double.TryParse(string.Concat(digits), CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
