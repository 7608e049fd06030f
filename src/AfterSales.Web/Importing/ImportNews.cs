using AfterSales.Application.Cases;

namespace AfterSales.Web.Importing;

/// <summary>Tells a page that an import of its store has gone on; at most a few times a second, however fast it goes.</summary>
internal sealed class ImportNews : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly IDisposable _subscription;
    private readonly CancellationTokenSource _closed = new();
    private readonly Func<Task> _heard;
    private int _waiting;

    public ImportNews(ChangeSignal signal, Guid storeId, Guid? importId, Func<Task> heard)
    {
        _heard = heard;
        _subscription = signal.Subscribe(change =>
        {
            if (change.Of != ChangeOf.Import || change.StoreId != storeId || (importId is { } id && change.Id != id)) return;
            if (Interlocked.Exchange(ref _waiting, 1) == 0) _ = TellAsync();
        });
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            await Task.Delay(Pause, _closed.Token);
            Interlocked.Exchange(ref _waiting, 0);
            await _heard();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }
}
