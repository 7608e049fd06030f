using AfterSales.Application.Clocks;
using AfterSales.Application.Integrations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AfterSales.Application.Cases;

/// <summary>
/// One case, locked for one write: one context, one transaction, one commit. It keeps the history, the clocks and the outbox
/// beside the case, and tells live boards once the commit is safe. Opened by <see cref="CaseLocks"/>.
/// </summary>
public sealed class LockedCase : IAsyncDisposable
{
    private readonly CaseLocks _locks;
    private readonly IDbContextTransaction? _transaction;
    private readonly HashSet<Guid> _told = [];

    /// <param name="transaction">Null where the caller began and commits it.</param>
    internal LockedCase(CaseLocks locks, StoreDb db, IDbContextTransaction? transaction, Case subject, CaseClocks clocks, Actor actor, DateTimeOffset now)
    {
        _locks = locks;
        _transaction = transaction;
        Db = db;
        Subject = subject;
        Clocks = clocks;
        Actor = actor;
        Now = now;
    }

    public StoreDb Db { get; }
    public Case Subject { get; }
    public CaseClocks Clocks { get; }
    public Actor Actor { get; }

    /// <summary>The one "now" of this write.</summary>
    public DateTimeOffset Now { get; }

    public void Record(CaseEvent? what)
    {
        if (what is not null) Db.History.Add(new(Subject.StoreId, Subject.Id, what, Actor, Now));
    }

    /// <summary>Tells the outside, in the same transaction.</summary>
    public void Tell(string kind, Dictionary<string, string?>? data = null)
    {
        data ??= [];
        data["case"] = Subject.Number;
        Db.Outbox.Add(new OutboxMessage(Subject.StoreId, kind, Subject.Id, data, Now));
    }

    /// <summary>Tells a person, in the same transaction; their open pages hear of it after the commit.</summary>
    /// <param name="key">What makes it the same notification; nobody is told twice.</param>
    public void Notify(Guid personId, string kind, string key, Dictionary<string, string?> data)
    {
        data["customer"] = Subject.CustomerNick;
        Db.Notifications.Add(new(Ids.New(Now), Subject.StoreId, personId, kind, key, Subject.Id, Subject.Number, data, Now));
        _told.Add(personId);
    }

    /// <summary>Lets clocks that stand still while the buyer is awaited follow the case, with their history.</summary>
    public void LetClocksFollowWaiting()
    {
        foreach (var what in Clocks.FollowWaiting(Subject, Now, Actor.PersonId)) Record(what);
    }

    /// <summary>The case was written to, if only to what belongs to it.</summary>
    internal void Touch() => Db.Entry(Subject).Property(CaseLocks.ChangedAt).CurrentValue = Now;

    /// <summary>Saves everything. Answers the version that the next change has to have seen.</summary>
    public async Task<int> CommitAsync(CancellationToken ct)
    {
        Touch();
        await Db.SaveChangesAsync(ct);
        await _transaction!.CommitAsync(ct);
        Committed();
        return Subject.Version;
    }

    /// <summary>Tells boards, badges and bells; after the commit.</summary>
    internal void Committed()
    {
        _locks.Committed(Subject.StoreId, Subject.Id, Clocks.EarliestAdded);
        if (Db.Approvals.Local.Count > 0 || Db.Payouts.Local.Count > 0) _locks.MoneyMoved(Subject.StoreId, Subject.Id);
        foreach (var person in _told) _locks.Notified(Subject.StoreId, person);
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null) await _transaction.DisposeAsync();
        await Db.DisposeAsync();
    }
}

/// <summary>Opens cases for writing.</summary>
public sealed class CaseLocks(Databases databases, ClockPolicies policies, ChangeSignal signal, ClockWakeUp wakeUp, TimeProvider time)
{
    /// <summary>Shadow column: when any write last touched the case; live boards ask for it after a lost notice.</summary>
    internal const string ChangedAt = "ChangedAt";

    /// <summary>
    /// Locks the case by its number. <paramref name="seenVersion"/> is the version the person saw when they decided; a newer
    /// one is refused as stale. Null where the action does not depend on what they saw (a reply, a note).
    /// </summary>
    public async Task<Result<LockedCase>> OpenAsync(Actor actor, Permission needs, string number, int? seenVersion, CancellationToken ct)
    {
        if (!actor.May(needs)) return Refusal.Forbidden();
        var policy = await policies.CurrentAsync(actor.StoreId, ct);
        var db = databases.For(actor);
        IDbContextTransaction? transaction = null;
        try
        {
            transaction = await db.Database.BeginTransactionAsync(ct);
            var subject = await db.Cases.FromSql($"select * from cases where store_id = {actor.StoreId} and number = {PlainText.Storable(number)} for no key update").SingleOrDefaultAsync(ct);
            var refusal = subject is null ? Refusal.NotFound("case.not_found", number)
                : seenVersion is { } seen && seen != subject.Version ? Refusal.Conflict("case.stale", number, await LastEditorAsync(db, subject.Id, ct))
                : null;
            if (refusal is null)
            {
                var clocks = await CaseClocks.LoadAsync(db, policy, [subject!.Id], ct);
                var opened = new LockedCase(this, db, transaction, subject, clocks, actor, time.GetUtcNow());
                (db, transaction) = (null!, null);
                return opened;
            }
            return refusal;
        }
        finally
        {
            if (transaction is not null) await transaction.DisposeAsync();
            if (db is not null) await db.DisposeAsync();
        }
    }

    /// <summary>Locks several cases by their ids for one write that is done as a whole; those that are not there are left out.</summary>
    public async Task<Result<LockedCases>> OpenManyAsync(Actor actor, Permission needs, IReadOnlyCollection<Guid> caseIds, CancellationToken ct)
    {
        if (!actor.May(needs)) return Refusal.Forbidden();
        var policy = await policies.CurrentAsync(actor.StoreId, ct);
        var db = databases.For(actor);
        IDbContextTransaction? transaction = null;
        try
        {
            transaction = await db.Database.BeginTransactionAsync(ct);
            // In one order, whoever asks: nobody waits for somebody who waits for them.
            var subjects = await db.Cases.FromSql($"select * from cases where store_id = {actor.StoreId} and id = any({caseIds.ToArray()}) order by id for no key update").ToListAsync(ct);
            var clocks = await CaseClocks.LoadAsync(db, policy, [.. subjects.Select(subject => subject.Id)], ct);
            var now = time.GetUtcNow();
            var opened = new LockedCases(this, db, transaction, clocks, [.. subjects.Select(subject => new LockedCase(this, db, transaction, subject, clocks, actor, now))]);
            (db, transaction) = (null!, null);
            return opened;
        }
        finally
        {
            if (transaction is not null) await transaction.DisposeAsync();
            if (db is not null) await db.DisposeAsync();
        }
    }

    internal void Committed(Guid storeId, Guid caseId, DateTimeOffset? earliestTimer)
    {
        signal.CaseChanged(storeId, caseId);
        wakeUp.Added(earliestTimer);
    }

    internal void MoneyMoved(Guid storeId, Guid caseId) => signal.MoneyMoved(storeId, caseId);

    internal void Notified(Guid storeId, Guid personId) => signal.PersonNotified(storeId, personId);

    private static async Task<string> LastEditorAsync(StoreDb db, Guid caseId, CancellationToken ct) =>
        await db.History.Where(h => h.CaseId == caseId && h.ActorKind != ActorKind.System).OrderByDescending(h => h.Id).Select(h => h.ActorName).FirstOrDefaultAsync(ct) ?? "";
}
