using AfterSales.Application.Evidence;

namespace AfterSales.Web.Tests.Evidence;

/// <summary>A store that may be in trouble: then what comes in breaks off.</summary>
internal sealed class TroubledStore(IEvidenceStore store, Func<Exception?> trouble) : IEvidenceStore
{
    public async ValueTask<IIncomingFile> ReceiveAsync(CancellationToken ct) => new Incoming(await store.ReceiveAsync(ct), trouble);

    public Task<bool> HasAsync(string name, CancellationToken ct) => store.HasAsync(name, ct);

    public Task<Stream?> OpenAsync(string name, CancellationToken ct) => store.OpenAsync(name, ct);

    public Task RemoveAsync(string name, CancellationToken ct) => store.RemoveAsync(name, ct);

    public IAsyncEnumerable<KeptFile> ListAsync(CancellationToken ct) => store.ListAsync(ct);

    public Task SweepAsync(DateTimeOffset before, CancellationToken ct) => store.SweepAsync(before, ct);

    private sealed class Incoming(IIncomingFile file, Func<Exception?> trouble) : IIncomingFile
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => trouble() is { } e ? throw e : file.WriteAsync(bytes, ct);

        public Task CompleteAsync(CancellationToken ct) => file.CompleteAsync(ct);

        public Task KeepAsync(string name, CancellationToken ct) => file.KeepAsync(name, ct);

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
