using AfterSales.Application.Cases;
using AfterSales.Application.Insights;

namespace AfterSales.Web.Insights;

/// <summary>How many open cases of some stores are late at this moment, and for how long the latest is: from the node's memory.</summary>
internal sealed class LateNow(OpenCases openCases, Action changed) : IDisposable
{
    private readonly Dictionary<Guid, (StoreBoard Board, IDisposable Watch)> _stores = [];

    public int Count { get; private set; }

    /// <summary>Null while none is late.</summary>
    public TimeSpan? Longest { get; private set; }

    /// <summary>Follows these stores from now on, and no others.</summary>
    public async Task FollowAsync(ReportStores stores)
    {
        var wanted = stores.Ids;
        foreach (var gone in _stores.Keys.Except(wanted).ToList()) if (_stores.Remove(gone, out var followed)) followed.Watch.Dispose();
        foreach (var store in wanted.Except(_stores.Keys).ToList())
        {
            var board = await openCases.BoardAsync(store);
            _stores[store] = (board, openCases.Watch(store, _ => changed()));
        }
    }

    public void Look(DateTimeOffset now)
    {
        Count = _stores.Values.Sum(one => one.Board.Loads(now, TimeSpan.Zero).Sum(load => load.Late));
        var nearest = _stores.Values.Select(one => one.Board.DueBefore(now, 1) is [{ Nearest: { } first }] ? first.DueAt : (DateTimeOffset?)null).Min();
        Longest = Count > 0 && nearest is { } due ? now - due : null;
    }

    public void Dispose()
    {
        foreach (var (_, watch) in _stores.Values) watch.Dispose();
        _stores.Clear();
    }
}
