using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <param name="AttemptKey">What the outside knows the attempt by.</param>
public sealed record PayoutMoved(Guid PayoutId, PayoutState State, int Version, string AttemptKey, string? ReceiptNo)
{
    public static PayoutMoved Of(Payout payout) => new(payout.Id, payout.State, payout.Version, payout.AttemptKey, payout.ReceiptNo);
}

/// <summary>A payout in its locked case, for one write.</summary>
internal sealed class LockedPayout(LockedCase work, CaseActions actions, Payout payout, ChangeSignal signal) : IAsyncDisposable
{
    public LockedCase Work => work;
    public CaseActions Actions => actions;
    public Payout Payout => payout;

    public async Task<Result<PayoutMoved>> CommitAsync(CancellationToken ct)
    {
        await work.CommitAsync(ct);
        signal.PayoutChanged(payout.StoreId, payout.Id);
        return PayoutMoved.Of(payout);
    }

    /// <summary>Also keeps the worker that hands payments over away from it until the commit.</summary>
    public Task KeepWorkerAwayAsync(CancellationToken ct) =>
        work.Db.Database.ExecuteSqlAsync($"select from payouts where store_id = {payout.StoreId} and id = {payout.Id} for update", ct);

    public ValueTask DisposeAsync() => work.DisposeAsync();
}

/// <summary>Opens payouts for writing, each by locking its case.</summary>
public sealed class PayoutLocks(Databases databases, CaseLocks locks, ChangeSignal signal)
{
    internal async Task<Result<LockedPayout>> OpenAsync(Actor actor, Permission needs, Guid payoutId, CancellationToken ct)
    {
        if (!actor.May(needs)) return Refusal.Forbidden();
        if (await NumberAsync(actor, payoutId, ct) is not { } number) return Refusal.NotFound("payout.not_found");
        var opened = await locks.OpenAsync(actor, needs, number, null, ct);
        if (!opened.Ok) return opened.Refusal;
        var actions = await CaseActions.LoadAsync(opened.Value, ct);
        return new LockedPayout(opened.Value, actions, actions.Payouts.Single(payout => payout.Id == payoutId), signal);
    }

    private async Task<string?> NumberAsync(Actor actor, Guid payoutId, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        return await db.Payouts.Where(p => p.Id == payoutId).Join(db.Cases, p => p.CaseId, c => c.Id, (p, c) => c.Number).SingleOrDefaultAsync(ct);
    }
}
