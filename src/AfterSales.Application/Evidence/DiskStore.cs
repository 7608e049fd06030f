using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Evidence in folders of a disk that every node sees: files appear whole or not at all.
/// </summary>
public sealed partial class DiskStore : IEvidenceStore
{
    private const string Incoming = "incoming";
    private readonly ConcurrentDictionary<string, bool> _durable = new(StringComparer.Ordinal);
    private readonly string _root;

    public DiskStore(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(_root, Incoming));
    }

    public ValueTask<IIncomingFile> ReceiveAsync(CancellationToken ct) => new(new DiskFile(this, Path.Combine(_root, Incoming, Path.GetRandomFileName())));

    public Task<bool> HasAsync(string name, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(name)));

    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), new FileStreamOptions { Options = FileOptions.Asynchronous, Share = FileShare.Read | FileShare.Delete }));
        }
        // A disk that is not mounted has lost nothing.
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && Directory.Exists(Path.Combine(_root, Incoming)))
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task RemoveAsync(string name, CancellationToken ct) => Task.Run(() =>
    {
        var path = PathOf(name);
        if (!File.Exists(path)) return;
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }, ct);

    public async IAsyncEnumerable<KeptFile> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // A folder at a time: there are up to 65 536, each of them small.
        foreach (var folder in Directory.EnumerateDirectories(_root).Where(f => Path.GetFileName(f) != Incoming).SelectMany(Directory.EnumerateDirectories))
        {
            var files = await Task.Run(() => new DirectoryInfo(folder).GetFiles(), ct);
            foreach (var file in files.Where(f => f.Exists))
                yield return new(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
        }
    }

    public Task SweepAsync(DateTimeOffset before, CancellationToken ct) => Task.Run(() =>
    {
        foreach (var file in new DirectoryInfo(Path.Combine(_root, Incoming)).EnumerateFiles())
            if (file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
    }, ct);

    /// <summary>Gives a finished file its name. The same name always means the same bytes, so who comes second changes nothing.</summary>
    internal void Publish(string finished, string name)
    {
        var target = PathOf(name);
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        File.Move(finished, target, overwrite: true);
        FlushFolder(folder);
        // A name is durable once its folder is, and that folder may itself be new.
        for (; folder.Length > _root.Length && !_durable.ContainsKey(folder); folder = Path.GetDirectoryName(folder)!)
        {
            FlushFolder(Path.GetDirectoryName(folder)!);
            _durable[folder] = true;
        }
    }

    /// <summary>Two levels of 256 folders keep each one small.</summary>
    private string PathOf(string name) => Path.Combine(_root, name[..2], name[2..4], name);

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
