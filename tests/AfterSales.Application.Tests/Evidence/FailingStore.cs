using AfterSales.Application.Evidence;

namespace AfterSales.Application.Tests.Evidence;

/// <summary>A store that cannot read some of its files: a bad sector, or an object that its storage does not give out. Something may happen before it takes one in.</summary>
internal sealed class FailingStore(IEvidenceStore store, Func<string, bool> isUnreadable, Func<Task>? beforeReceiving = null) : IEvidenceStore
{
    public async ValueTask<IIncomingFile> ReceiveAsync(CancellationToken ct)
    {
        if (beforeReceiving is not null) await beforeReceiving();
        return await store.ReceiveAsync(ct);
    }

    public Task<bool> HasAsync(string name, CancellationToken ct) => store.HasAsync(name, ct);

    public Task<Stream?> OpenAsync(string name, CancellationToken ct) => isUnreadable(name) ? throw new IOException("a bad sector") : store.OpenAsync(name, ct);

    public Task RemoveAsync(string name, CancellationToken ct) => store.RemoveAsync(name, ct);

    public IAsyncEnumerable<KeptFile> ListAsync(CancellationToken ct) => store.ListAsync(ct);

    public Task SweepAsync(DateTimeOffset before, CancellationToken ct) => store.SweepAsync(before, ct);
}
