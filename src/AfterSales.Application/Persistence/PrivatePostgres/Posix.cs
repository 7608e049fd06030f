using System.Runtime.InteropServices;

namespace AfterSales.Application.Persistence;

/// <summary>The system calls that .NET does not offer.</summary>
internal static partial class Posix
{
    public const int FastShutdown = 2;        // SIGINT, in postgres' own terms
    public const int ImmediateShutdown = 3;   // SIGQUIT
    private const int MayExecute = 1;

    public static bool Exists(int process) => kill(process, 0) == 0;

    public static void Signal(int process, int signal) => _ = kill(process, signal);

    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (chown(path, user, group) != 0)
            throw new IOException($"chown {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>As <c>test -x</c> has it: a link that leads nowhere is none.</summary>
    public static bool IsProgram(string path) => File.Exists(path) && access(path, MayExecute) == 0;

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint user, uint group);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);
}
