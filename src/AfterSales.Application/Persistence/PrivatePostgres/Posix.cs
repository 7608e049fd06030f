using System.Runtime.InteropServices;

namespace AfterSales.Application.Persistence;

/// <summary>The two system calls that .NET does not offer.</summary>
internal static partial class Posix
{
    public const int FastShutdown = 2;        // SIGINT, in postgres' own terms
    public const int ImmediateShutdown = 3;   // SIGQUIT

    public static bool Exists(int process) => kill(process, 0) == 0;

    public static void Signal(int process, int signal) => _ = kill(process, signal);

    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (chown(path, user, group) != 0)
            throw new IOException($"chown {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint user, uint group);
}
