using System.Globalization;

namespace AfterSales.Application.Persistence;

/// <summary>Folders of temporary clusters: <c>aftersales-pg-{process}-{random}</c>.</summary>
internal static class TemporaryFolders
{
    private const long Enough = 2L << 30;
    private const string Prefix = "aftersales-pg-";

    public static string Next(bool throwaway)
    {
        var parent = throwaway && MemoryIsRoomy() ? "/dev/shm" : Path.GetTempPath();
        Sweep(parent);
        return Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}");
    }

    // A container often has 64 MB there; a test cluster wants more.
    private static bool MemoryIsRoomy() =>
        OperatingSystem.IsLinux() && Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm") is { IsReady: true, AvailableFreeSpace: > Enough };

    /// <summary>A test runner may kill its whole process tree, the shell that cleans up included.</summary>
    private static void Sweep(string parent)
    {
        foreach (var folder in Directory.GetDirectories(parent, Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out var pid) || Posix.Exists(pid)) continue;
            try { Directory.Delete(folder, recursive: true); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { /* another account's, or going away right now */ }
        }
    }
}
