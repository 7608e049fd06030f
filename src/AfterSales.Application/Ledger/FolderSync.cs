using System.Runtime.InteropServices;

namespace AfterSales.Application.Ledger;

/// <summary>Makes sure that a file which was just renamed into a folder is still there after the power went.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Where a folder cannot be flushed, as on Windows, the file system sees to it.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0) return;
        _ = Fsync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
