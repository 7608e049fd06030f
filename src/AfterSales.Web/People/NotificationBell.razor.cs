using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

/// <summary>The bell: what a person was told, how much of it is unread, and what comes in while they work.</summary>
public sealed partial class NotificationBell(NotificationQueries notifications, MarkNotificationsRead markRead, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private const int MostToasts = 3;
    private static readonly TimeSpan Coalesce = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ToastStays = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<NotificationLine> _toasts = [];
    private Inbox _inbox = new([], 0);
    private BrowserNotices? _browser;
    private IDisposable? _subscription;
    private string _said = "";
    private bool _more;
    private PageState _state;
    // Most pages never open it: its lines are not drawn before somebody does.
    private bool _opened;
    private int _refreshAsked;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;
    private Formats Formats => formats;
    private NotificationWords Words { get; } = new(texts, formats);
    private string Count => _inbox.Unread < NotificationQueries.MostCounted ? formats.Number(_inbox.Unread) : texts["Notifications.Many", NotificationQueries.MostCounted - 1];

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _subscription = signal.Subscribe(Heard);
        await LoadAsync();
    }

    // On whatever thread made the change. A burst of breaches is one look, not one each.
    private void Heard(Change change)
    {
        if (change.Of != ChangeOf.Person || change.StoreId != Actor.StoreId || change.Id != Actor.PersonId) return;
        if (Interlocked.Exchange(ref _refreshAsked, 1) == 0) _ = InvokeAsync(RefreshSoonAsync);
    }

    private async Task RefreshSoonAsync()
    {
        await Task.Delay(Coalesce, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Interlocked.Exchange(ref _refreshAsked, 0);
        if (!_gone.IsCancellationRequested) await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        var known = _inbox.Latest.Select(n => n.Id).ToHashSet();
        var newest = _inbox.Latest.Count == 0 ? DateTimeOffset.MinValue : _inbox.Latest[0].At;
        if (!await LoadAsync()) return;
        var fresh = _inbox.Latest.Where(n => n.Unread && n.At >= newest && !known.Contains(n.Id)).ToList();
        await AnnounceAsync(fresh);
        StateHasChanged();
    }

    private async Task<bool> LoadAsync()
    {
        _state = await PageLoad.RunAsync(async () => _inbox = await notifications.InboxAsync(Actor, _gone.Token));
        _more = _inbox.Latest.Count == NotificationQueries.PageSize;
        if (!_state.Loaded) StateHasChanged();
        return _state.Loaded;
    }

    private async Task AnnounceAsync(List<NotificationLine> fresh)
    {
        var urgent = fresh.Where(NotificationWords.IsUrgent).ToList();
        if (urgent.Count > 0) _said = urgent is [var only] ? Words.Title(only) : texts["Notifications.NewBreaches", urgent.Count];
        foreach (var line in urgent.Take(MostToasts).Reverse()) Toast(line);
        foreach (var line in fresh.Take(MostToasts).Reverse())
            if (_browser is not null) await _browser.ShowAsync(Words.Title(line), Words.Detail(line), NotificationWords.Address(line), line.Id);
    }

    private void Toast(NotificationLine line)
    {
        _toasts.Insert(0, line);
        if (_toasts.Count > MostToasts) _toasts.RemoveRange(MostToasts, _toasts.Count - MostToasts);
        _ = TakeAwayAsync(line);
    }

    private async Task TakeAwayAsync(NotificationLine line)
    {
        await Task.Delay(ToastStays, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_gone.IsCancellationRequested && _toasts.Remove(line)) StateHasChanged();
    }

    private async Task MoreAsync()
    {
        var earlier = await notifications.EarlierAsync(Actor, _inbox.Latest[^1], _gone.Token);
        _inbox = _inbox with { Latest = [.. _inbox.Latest, .. earlier] };
        _more = earlier.Count == NotificationQueries.PageSize;
    }

    private async Task ReadAsync(NotificationLine line)
    {
        _toasts.Remove(line);
        if (line.Unread) await markRead.ExecuteAsync(new(line.Id, line.At), Actor, _gone.Token);
    }

    private async Task ReadAllAsync() => await markRead.ExecuteAsync(new(Only: null, _inbox.Latest[0].At), Actor, _gone.Token);

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
