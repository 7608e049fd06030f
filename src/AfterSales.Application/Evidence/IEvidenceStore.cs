namespace AfterSales.Application.Evidence;

/// <summary>
/// Where the bytes of evidence lie, by name. What has a name is whole, is there for good and is never changed: the same name always means the same bytes, so who comes
/// second changes nothing.
/// </summary>
public interface IEvidenceStore
{
    /// <summary>A new file that nobody sees until it is kept.</summary>
    ValueTask<IIncomingFile> ReceiveAsync(CancellationToken ct);

    Task<bool> HasAsync(string name, CancellationToken ct);

    /// <summary>A stream that can be read from any place; null when there is nothing of that name.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    /// <summary>Takes the bytes away for good; nothing happens when they are not there.</summary>
    Task RemoveAsync(string name, CancellationToken ct);
}

/// <summary>A file on its way in. Disposed before it was kept, it leaves nothing behind.</summary>
public interface IIncomingFile : IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Durable under its name when this returns.</summary>
    Task KeepAsync(string name, CancellationToken ct);
}
