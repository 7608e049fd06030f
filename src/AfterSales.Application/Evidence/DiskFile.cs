namespace AfterSales.Application.Evidence;

/// <summary>A file on its way into a <see cref="DiskStore"/>.</summary>
internal sealed class DiskFile : IIncomingFile
{
    private readonly DiskStore _folder;
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _complete;

    internal DiskFile(DiskStore folder, string path)
    {
        _folder = folder;
        _path = path;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;   // never executable
        _stream = new(path, options);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => _stream.WriteAsync(bytes, ct);

    public async Task CompleteAsync(CancellationToken ct)
    {
        await _stream.FlushAsync(ct);
        // Flushing blocks; it has no asynchronous form.
        await Task.Run(() => _stream.Flush(flushToDisk: true), ct);
        await _stream.DisposeAsync();
        _complete = true;
    }

    public async Task KeepAsync(string name, CancellationToken ct)
    {
        if (!_complete) await CompleteAsync(ct);
        await Task.Run(() => _folder.Publish(_path, name), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        File.Delete(_path);   // it has another name by now if it was kept
    }
}
