using AfterSales.Application.Evidence;

namespace AfterSales.Web.Tests.Evidence;

/// <summary>A store on a disk that may be full: what comes in breaks off as on Linux.</summary>
internal sealed class FillingStore(IEvidenceStore store, Func<bool> isFull) : IEvidenceStore
{
    private const int NoSpaceLeft = 28;

    public async ValueTask<IIncomingFile> ReceiveAsync(CancellationToken ct) => new Incoming(await store.ReceiveAsync(ct), isFull);

    public Task<bool> HasAsync(string name, CancellationToken ct) => store.HasAsync(name, ct);

    public Task<Stream?> OpenAsync(string name, CancellationToken ct) => store.OpenAsync(name, ct);

    public Task RemoveAsync(string name, CancellationToken ct) => store.RemoveAsync(name, ct);

    public IAsyncEnumerable<KeptFile> ListAsync(CancellationToken ct) => store.ListAsync(ct);

    public Task SweepAsync(DateTimeOffset before, CancellationToken ct) => store.SweepAsync(before, ct);

    private sealed class Incoming(IIncomingFile file, Func<bool> isFull) : IIncomingFile
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => isFull() ? throw new IOException("No space left on device", NoSpaceLeft) : file.WriteAsync(bytes, ct);

        public Task CompleteAsync(CancellationToken ct) => file.CompleteAsync(ct);

        public Task KeepAsync(string name, CancellationToken ct) => file.KeepAsync(name, ct);

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
