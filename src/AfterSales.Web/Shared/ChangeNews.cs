using AfterSales.Application.Cases;

namespace AfterSales.Web.Shared;

/// <summary>Tells a page that something it shows has changed; at most a few times a second, however fast it goes.</summary>
internal sealed class ChangeNews : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly IDisposable _subscription;
    private readonly CancellationTokenSource _closed = new();
    private readonly Func<Task> _heard;
    private int _waiting;

    /// <param name="signal">Where changes are heard of.</param>
    /// <param name="concerns">Whether a change is one of what the page shows; quick, on whatever thread made the change.</param>
    /// <param name="heard">Reads it again.</param>
    public ChangeNews(ChangeSignal signal, Func<Change, bool> concerns, Func<Task> heard)
    {
        _heard = heard;
        _subscription = signal.Subscribe(change =>
        {
            if (concerns(change) && Interlocked.Exchange(ref _waiting, 1) == 0) _ = TellAsync();
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
