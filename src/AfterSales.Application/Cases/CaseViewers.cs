using System.Collections.Concurrent;
using System.Threading.Channels;
using AfterSales.Domain.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Cases;

/// <summary>
/// Who has which case open, on every node. Each node knows its own pages and writes them down when one comes, goes, or begins
/// to write; <see cref="ChangeSignal"/> tells the others, which read what concerns the cases open with them. While a node has
/// a case open it makes itself heard every two seconds, with one statement however many pages it has; one that is not heard
/// of any more was killed, and its viewers are gone.
/// </summary>
public sealed class CaseViewers(ViewerRows rows, ChangeSignal signal, TimeProvider time, ILogger<CaseViewers> log) : BackgroundService
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<Guid, CaseVisit> _pages = new();
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<Viewer>> _elsewhere = new();
    private readonly ConcurrentDictionary<Guid, CaseVisit> _unwritten = new();
    private readonly ConcurrentDictionary<Guid, byte> _asked = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Somebody opens a case. <paramref name="changed"/> is called when others come, go or write; it must be quick.</summary>
    public CaseVisit Open(Actor actor, Guid caseId, Action changed)
    {
        var visit = new CaseVisit(this, actor.StoreId, caseId, actor.PersonId ?? throw new ArgumentException("Only people look at cases.", nameof(actor)), changed);
        Add(visit);
        return visit;
    }

    internal void Add(CaseVisit visit)
    {
        if (_pages.TryAdd(visit.PageId, visit)) Changed(visit);
    }

    internal void Remove(CaseVisit visit)
    {
        if (_pages.TryRemove(visit.PageId, out _)) Changed(visit);
    }

    internal void Changed(CaseVisit visit)
    {
        _unwritten[visit.PageId] = visit;
        TellPagesOf(visit.CaseId);
        Ring();
    }

    internal IReadOnlyList<Viewer> OthersOf(CaseVisit visit)
    {
        var here = _pages.Values.Where(p => p.CaseId == visit.CaseId).Select(p => new Viewer(p.PersonId, p.IsWriting));
        return [.. here.Concat(_elsewhere.GetValueOrDefault(visit.CaseId, [])).Where(v => v.PersonId != visit.PersonId)
            .GroupBy(v => v.PersonId, (person, pages) => new Viewer(person, pages.Any(p => p.Writing))).OrderByDescending(v => v.Writing).ThenBy(v => v.PersonId)];
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await rows.ForgetAsync(cancellationToken);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException)
        {
            // The others notice by the silence.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = signal.Subscribe(change =>
        {
            if (change.Of != ChangeOf.Viewers || !_pages.Values.Any(p => p.CaseId == change.Id)) return;
            _asked[change.Id] = 0;
            Ring();
        });
        long? beatAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(stoppingToken);
                var due = beatAt is null || time.GetElapsedTime(beatAt.Value) >= BeatEvery;
                if (due && !_pages.IsEmpty)
                {
                    beatAt = time.GetTimestamp();
                    await BeatAsync(stoppingToken);
                }
                await WriteAsync(stoppingToken);
                await ReadAsync(due, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Who looks at which case could not be shared; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Ring();
            }
        }
    }

    // Where nobody has a case open there is nothing to say.
    private async Task WaitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (!_pages.IsEmpty) limit.CancelAfter(BeatEvery);
        try
        {
            await _bell.Reader.ReadAsync(limit.Token);
            await Task.Delay(Gather, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing happened for a while: time to be heard of.
        }
    }

    // A node that had been given up, or a table emptied by a crash: everything is written anew.
    private async Task BeatAsync(CancellationToken ct)
    {
        if (await rows.BeatAsync(ct)) return;
        foreach (var page in _pages.Values) _unwritten[page.PageId] = page;
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        var pages = _unwritten.Values.ToArray();
        if (pages.Length == 0) return;
        foreach (var page in pages) _unwritten.TryRemove(page.PageId, out _);
        try
        {
            await rows.WriteAsync([.. pages.Where(p => _pages.ContainsKey(p.PageId))], [.. pages.Where(p => !_pages.ContainsKey(p.PageId))], ct);
        }
        catch
        {
            foreach (var page in pages) _unwritten[page.PageId] = page;
            throw;
        }
        foreach (var (store, subject) in pages.Select(p => (p.StoreId, p.CaseId)).Distinct()) signal.ViewersChanged(store, subject);
    }

    private async Task ReadAsync(bool all, CancellationToken ct)
    {
        var open = _pages.Values.Select(p => p.CaseId).ToHashSet();
        foreach (var left in _elsewhere.Keys.Where(c => !open.Contains(c))) _elsewhere.TryRemove(left, out _);
        var asked = _asked.Keys.ToArray();
        foreach (var subject in asked) _asked.TryRemove(subject, out _);
        var wanted = all ? open : [.. asked.Where(open.Contains)];
        if (wanted.Count == 0) return;
        var found = (await rows.ReadAsync(wanted, ct)).ToLookup(v => v.CaseId, v => v.Viewer);
        foreach (var subject in wanted)
        {
            var now = found[subject].ToList();
            var before = _elsewhere.GetValueOrDefault(subject, []);
            if (now.Count == before.Count && now.TrueForAll(before.Contains)) continue;
            _elsewhere[subject] = now;
            TellPagesOf(subject);
        }
    }

    private void TellPagesOf(Guid caseId)
    {
        foreach (var page in _pages.Values.Where(p => p.CaseId == caseId)) page.Tell();
    }

    private void Ring() => _bell.Writer.TryWrite(true);
}
