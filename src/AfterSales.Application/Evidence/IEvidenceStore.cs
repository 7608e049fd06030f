namespace AfterSales.Application.Evidence;

/// <summary>
/// Where the bytes of evidence lie, by name. What has a name is whole and is there for good: the same name always means the same bytes, so who comes second changes
/// nothing. Every node of one installation sees the same. One that does not answer throws <see cref="StorageAwayException"/>, whatever was asked.
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

    /// <summary>Everything that was kept, in any order; what comes or goes meanwhile may be in it or not.</summary>
    IAsyncEnumerable<KeptFile> ListAsync(CancellationToken ct);

    /// <summary>Clears away what killed processes left half-received before that time.</summary>
    Task SweepAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>A file on its way in. Disposed before it was kept, it leaves nothing behind.</summary>
public interface IIncomingFile : IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Nothing more comes. Does beforehand what takes long, so that <see cref="KeepAsync"/> is quick.</summary>
    Task CompleteAsync(CancellationToken ct);

    /// <summary>Durable under its name when this returns.</summary>
    Task KeepAsync(string name, CancellationToken ct);
}

/// <param name="Name">As it was kept.</param>
/// <param name="Size">In bytes.</param>
/// <param name="At">When it was kept.</param>
public sealed record KeptFile(string Name, long Size, DateTimeOffset At);
