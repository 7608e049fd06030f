using System.Collections.Concurrent;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>
/// The open requests of each store as this node remembers them, in the order in which they are due, so that a badge costs no query and a page of the inbox only
/// its rows: all of them are read for the first who asks, then only those of cases that changed, once for everybody. A notice can be lost with the node that made
/// the change; that is why everything is read again after a while.
/// </summary>
public sealed class OpenApprovals : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, StoreRequests> _stores = new();
    private readonly Databases _databases;
    private readonly TimeProvider _time;
    private readonly StoreMemory<IReadOnlyList<ActingFor>> _absent;
    private readonly IDisposable _subscription;

    public OpenApprovals(Databases databases, ChangeSignal signal, TimeProvider time)
    {
        (_databases, _time) = (databases, time);
        _absent = new(signal, time, TimeSpan.FromSeconds(10), AbsentAsync);
        _subscription = signal.Subscribe(change =>
        {
            // Any other change of a case may have moved its clock.
            if (change.Of is ChangeOf.Money or ChangeOf.Case && _stores.TryGetValue(change.StoreId, out var store)) store.Changed(change.Id, isNews: change.Of == ChangeOf.Money);
        });
    }

    /// <summary>How many requests wait for this person: what they may decide themselves or for who is absent, never what they had a hand in.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken ct = default) => (await TheirsAsync(actor, ct)).Count();

    /// <summary>Those requests, the oldest due first.</summary>
    internal async Task<IReadOnlyList<ApprovalCursor>> WaitingAsync(Actor actor, CancellationToken ct) => [.. (await TheirsAsync(actor, ct)).Select(request => request.Place).OrderBy(place => place.Due).ThenBy(place => place.Id)];

    /// <summary>Whether there may ever be something for this person to decide.</summary>
    public async Task<bool> MayDecideAsync(Actor actor, CancellationToken ct = default) => (await SignersAsync(actor, ct)).Count > 0;

    public void Dispose()
    {
        _subscription.Dispose();
        _absent.Dispose();
        foreach (var store in _stores.Values) store.Dispose();
    }

    private async Task<IEnumerable<OpenRequest>> TheirsAsync(Actor actor, CancellationToken ct)
    {
        var signers = await SignersAsync(actor, ct);
        if (signers.Count == 0) return [];
        var requests = await _stores.GetOrAdd(actor.StoreId, _ => new()).AllAsync(ids => ReadAsync(actor.StoreId, ids, ct), _time, ct);
        return requests.Where(request => signers.Any(request.IsFor));
    }

    private async Task<IReadOnlyList<Signer>> SignersAsync(Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } person) return [];
        var now = _time.GetUtcNow();
        Signer[] all =
        [
            new(person, actor.Name, actor.Roles),
            .. (await _absent.OfAsync(actor.StoreId, ct)).Where(one => one.ToId == person && one.Start <= now && now < one.End).Select(one => new Signer(person, actor.Name, one.Roles, new Delegator(one.FromId, ""))),
        ];
        return [.. all.Where(signer => signer.Holds(Role.Supervisor))];
    }

    private async Task<IReadOnlyList<ActingFor>> AbsentAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = _databases.For(storeId);
        var now = _time.GetUtcNow();
        var absent = await db.Delegations.AsNoTracking().Where(d => d.End > now).Select(d => new { d.FromId, d.ToId, d.Start, d.End }).ToListAsync(ct);
        if (absent.Count == 0) return [];
        var ids = absent.ConvertAll(one => one.FromId);
        var roles = (await db.Memberships.Where(m => ids.Contains(m.PersonId)).Select(m => new { m.PersonId, m.Role }).ToListAsync(ct)).ToLookup(m => m.PersonId, m => m.Role);
        return absent.ConvertAll(one => new ActingFor(one.FromId, one.ToId, one.Start, one.End, roles[one.FromId].ToHashSet()));
    }

    private async Task<List<OpenRequest>> ReadAsync(Guid storeId, IReadOnlyCollection<Guid>? cases, CancellationToken ct)
    {
        await using var db = _databases.For(storeId);
        var open = db.Approvals.Where(a => a.State == ApprovalState.Open && a.NextRole != null);
        if (cases is not null) open = open.Where(a => cases.Contains(a.CaseId));
        var due = from a in open
                  from k in db.Clocks.Where(k => k.SubjectId == a.CaseId && k.Kind == ClockKind.Approval && k.StoppedAt == null).DefaultIfEmpty()
                  select new OpenRequest(new((DateTimeOffset?)k.DueAt ?? a.RequestedAt, a.Id), a.CaseId, a.NextRole!.Value, a.Hands, a.SignedBy);
        return await due.ToListAsync(ct);
    }

    private sealed record ActingFor(Guid FromId, Guid ToId, DateTimeOffset Start, DateTimeOffset End, IReadOnlySet<Role> Roles);

    /// <summary>What of a request says whose it is to decide.</summary>
    private sealed record OpenRequest(ApprovalCursor Place, Guid CaseId, Role NextRole, Guid[] Hands, Guid[] SignedBy)
    {
        /// <summary>As ApprovalRequest.MayDecide says it.</summary>
        public bool IsFor(Signer signer) => signer.Holds(NextRole) && !signer.Counts.Any(person => Hands.Contains(person) || SignedBy.Contains(person));
    }

    private sealed class StoreRequests : IDisposable
    {
        private readonly SemaphoreSlim _reading = new(1);
        private readonly ConcurrentDictionary<Guid, bool> _changed = new();
        private ILookup<Guid, OpenRequest> _byCase = Array.Empty<OpenRequest>().ToLookup(_ => Guid.Empty);
        private long? _readAt;

        public void Dispose() => _reading.Dispose();

        public void Changed(Guid caseId, bool isNews)
        {
            if (isNews || _byCase.Contains(caseId)) _changed[caseId] = true;
        }

        public async Task<IEnumerable<OpenRequest>> AllAsync(Func<IReadOnlyCollection<Guid>?, Task<List<OpenRequest>>> read, TimeProvider time, CancellationToken ct)
        {
            await _reading.WaitAsync(ct);
            try
            {
                await BringUpToDateAsync(read, time);
            }
            finally
            {
                _reading.Release();
            }
            return _byCase.SelectMany(requests => requests);
        }

        private async Task BringUpToDateAsync(Func<IReadOnlyCollection<Guid>?, Task<List<OpenRequest>>> read, TimeProvider time)
        {
            var all = _readAt is not { } at || time.GetElapsedTime(at) > Fresh;
            if (!all && _changed.IsEmpty) return;
            var changed = _changed.Keys.ToHashSet();
            // What changes while it is read is read again.
            foreach (var id in changed) _changed.TryRemove(id, out _);
            try
            {
                var fresh = await read(all ? null : changed);
                if (all) _readAt = time.GetTimestamp();
                var kept = all ? [] : _byCase.Where(one => !changed.Contains(one.Key)).SelectMany(one => one);
                _byCase = kept.Concat(fresh).ToLookup(request => request.CaseId);
            }
            catch
            {
                _readAt = null;
                throw;
            }
        }
    }
}
