using System.Runtime.InteropServices;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Where the bytes lie: files that appear whole or not at all and are never changed afterwards. The only place that knows it is
/// a disk; storage elsewhere replaces this class and <see cref="IncomingFile"/>.
/// </summary>
public sealed partial class EvidenceFolder
{
    private const string Incoming = "incoming";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private readonly string _root;

    public EvidenceFolder(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(_root, Incoming));
        Sweep(time.GetUtcNow() - Abandoned);
    }

    /// <summary>A new file that nobody sees until it is kept.</summary>
    public IncomingFile Receive() => new(this, Path.Combine(_root, Incoming, Path.GetRandomFileName()));

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Null when there is no such file.</summary>
    public FileStream? Open(string name)
    {
        try
        {
            return new(PathOf(name), new FileStreamOptions { Options = FileOptions.Asynchronous, Share = FileShare.Read | FileShare.Delete });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives a finished file its name. The same name always means the same bytes, so who comes second changes nothing.</summary>
    internal void Publish(string finished, string name)
    {
        var target = PathOf(name);
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        File.Move(finished, target, overwrite: true);
        // A new name is durable once its folder is; that folder may itself be new.
        for (; folder.Length >= _root.Length; folder = Path.GetDirectoryName(folder)!)
            FlushFolder(folder);
    }

    /// <summary>Two levels of 256 folders keep each one small.</summary>
    private string PathOf(string name) => Path.Combine(_root, name[..2], name[2..4], name);

    /// <summary>Removes what a killed process left half-written. A day is longer than any upload, also one of another node.</summary>
    private void Sweep(DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(Path.Combine(_root, Incoming)).EnumerateFiles())
            if (file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
    }

    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;   // NTFS journals names by itself
        var handle = open(folder, 0);
        if (handle < 0) throw Failed(folder);
        var flushed = fsync(handle) == 0;
        var failure = flushed ? null : Failed(folder);
        _ = close(handle);
        if (failure is not null) throw failure;
    }

    private static IOException Failed(string folder) => new($"Could not flush {folder}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)] private static partial int open(string path, int flags);
    [LibraryImport("libc", SetLastError = true)] private static partial int fsync(int handle);
    [LibraryImport("libc")] private static partial int close(int handle);
}
