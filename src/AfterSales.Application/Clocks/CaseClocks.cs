using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Clocks;

/// <summary>
/// The running clocks of one or more locked cases, inside the caller's transaction. Every change keeps the timer rows in line
/// with the clock (see <see cref="TimerChanges"/>); nothing is saved here.
/// </summary>
public sealed class CaseClocks
{
    private readonly AfterSalesDb _db;
    private readonly ClockPolicy _policy;
    private readonly Dictionary<Guid, List<Clock>> _clocks;
    private readonly Dictionary<Guid, List<ClockTimer>> _timers;

    private CaseClocks(AfterSalesDb db, ClockPolicy policy, List<Clock> clocks, IEnumerable<ClockTimer> timers)
    {
        _db = db;
        _policy = policy;
        _clocks = clocks.GroupBy(c => c.SubjectId).ToDictionary(g => g.Key, g => g.ToList());
        _timers = timers.GroupBy(t => t.ClockId).ToDictionary(g => g.Key, g => g.ToList());
    }

    public ClockPolicy Policy => _policy;

    /// <summary>Of what was read already; the clocks with their pauses.</summary>
    internal static CaseClocks Of(AfterSalesDb db, ClockPolicy policy, List<Clock> clocks, IEnumerable<ClockTimer> timers) => new(db, policy, clocks, timers);

    /// <summary>The earliest due time of a timer added here; wakes the worker after the commit.</summary>
    public DateTimeOffset? EarliestAdded { get; private set; }

    public static async Task<CaseClocks> LoadAsync(AfterSalesDb db, ClockPolicy policy, IReadOnlyCollection<Guid> caseIds, CancellationToken ct)
    {
        var clocks = new CaseClocks(db, policy, [], []);
        await clocks.AddAsync(caseIds, ct);
        return clocks;
    }

    /// <summary>Reads the running clocks of further cases, which the caller has locked.</summary>
    internal async Task AddAsync(IReadOnlyCollection<Guid> caseIds, CancellationToken ct)
    {
        if (caseIds.Count == 0) return;
        var clocks = await _db.Clocks.Include(c => c.Pauses).Where(c => caseIds.Contains(c.SubjectId) && c.StoppedAt == null).ToListAsync(ct);
        if (clocks.Count == 0) return;
        var ids = clocks.ConvertAll(c => c.Id);
        foreach (var clock in clocks) Of(clock.SubjectId).Add(clock);
        foreach (var timer in await _db.ClockTimers.Where(t => ids.Contains(t.ClockId)).ToListAsync(ct)) TimersOf(timer.ClockId).Add(timer);
    }

    public Clock? Running(Guid caseId, ClockKind kind) => Of(caseId).Find(c => c.Kind == kind && !c.IsStopped);

    /// <summary>Whether the clocks of this case were loaded or started here.</summary>
    public bool Knows(Guid caseId) => _clocks.ContainsKey(caseId);

    /// <summary>The clocks that run now, nearest deadline first.</summary>
    public IReadOnlyList<RunningClock> RunningOf(Guid caseId) =>
        [.. Of(caseId).Where(c => !c.IsStopped).OrderBy(c => c.DueAt).Select(c => new RunningClock(c.Id, c.Kind, c.StartedAt, c.DueAt, c.IsPaused))];

    public Clock Start(Case subject, ClockKind kind, DateTimeOffset at, Guid? messageId = null, DateTimeOffset? due = null)
    {
        var rule = _policy.RuleFor(kind, subject.Type?.ToString());
        var clock = Clock.Start(Ids.New(at), subject.StoreId, subject.Id, kind, subject.Cycle, at, rule, _policy, messageId, due);
        Of(subject.Id).Add(clock);
        _db.Clocks.Add(clock);
        Align(clock);
        return clock;
    }

    /// <summary>False when no such clock runs.</summary>
    public bool Stop(Guid caseId, ClockKind kind, DateTimeOffset at, StopCause cause)
    {
        if (Running(caseId, kind) is not { } clock || !clock.Stop(at < clock.StartedAt ? clock.StartedAt : at, cause)) return false;
        Align(clock);
        return true;
    }

    /// <summary>
    /// The type of the case was proposed or changed: running clocks go over to the rule of the new type, where the policy has
    /// another one for it. A type without rules of its own changes nothing, not even after the policy changed.
    /// </summary>
    public IEnumerable<CaseEvent> FollowType(Case subject, CaseType? before, DateTimeOffset now)
    {
        foreach (var clock in Of(subject.Id).Where(c => !c.IsStopped))
        {
            var rule = _policy.RuleFor(clock.Kind, subject.Type?.ToString());
            var was = clock.DueAt;
            if (rule == _policy.RuleFor(clock.Kind, before?.ToString()) || !clock.Recompute(rule, _policy.CalendarFor(rule), _policy.Version, now)) continue;
            Align(clock);
            yield return CaseEvent.Of(CaseEventKind.ClockLimitChanged, ("clock", clock.Kind), ("was_due_at", was), ("due_at", clock.DueAt), ("policy_version", _policy.Version));
        }
    }

    /// <summary>Pauses or resumes the clocks whose rule says to stand still while the case waits for the buyer (SPEC 3).</summary>
    public IEnumerable<CaseEvent> FollowWaiting(Case subject, DateTimeOffset at, Guid? byId)
    {
        foreach (var clock in Of(subject.Id).Where(c => !c.IsStopped && c.Rule.PauseWhileWaitingBuyer))
        {
            var wanted = subject.WaitingFor == Waiting.Buyer;
            if (wanted == clock.IsPaused) continue;
            // An answer that was sent before the pause and arrives in it ends it where it began.
            var done = wanted ? clock.Pause(at, PauseCause.WaitingBuyer, byId) : clock.Resume(at < clock.Pauses[^1].StartedAt ? clock.Pauses[^1].StartedAt : at);
            if (!done) continue;
            Align(clock);
            yield return CaseEvent.Of(wanted ? CaseEventKind.ClockPaused : CaseEventKind.ClockResumed, ("clock", clock.Kind), ("due_at", clock.DueAt));
        }
    }

    private List<Clock> Of(Guid caseId)
    {
        if (!_clocks.TryGetValue(caseId, out var clocks)) _clocks[caseId] = clocks = [];
        return clocks;
    }

    private List<ClockTimer> TimersOf(Guid clockId)
    {
        if (!_timers.TryGetValue(clockId, out var timers)) _timers[clockId] = timers = [];
        return timers;
    }

    private void Align(Clock clock)
    {
        var mine = TimersOf(clock.Id);
        var changes = TimerChanges.Apply(clock, mine);
        mine.AddRange(changes.Added);
        mine.RemoveAll(changes.Removed.Contains);
        _db.ClockTimers.AddRange(changes.Added);
        _db.ClockTimers.RemoveRange(changes.Removed);
        foreach (var timer in mine.Where(t => t.FiredAt is null))
            if (EarliestAdded is null || timer.DueAt < EarliestAdded) EarliestAdded = timer.DueAt;
    }
}
