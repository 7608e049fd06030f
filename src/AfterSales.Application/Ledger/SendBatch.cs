using AfterSales.Application.Approvals;
using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Ledger;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Ledger;

/// <param name="Platform">Whose batch tool takes it; a name of the spending policy's limits.</param>
/// <param name="Key">Names the click: the same again makes no second batch.</param>
public sealed record SendBatchInput(IReadOnlyList<Guid> PayoutIds, string Platform, string Key);

/// <summary>
/// Hands payments over together, as a file for the platform's batch tool, within what the platform takes at once (SPEC 4.2). All of them or none: one that
/// cannot go is named, and one that looks like another payment is held. Answers the batch.
/// </summary>
public sealed class SendBatch(Databases databases, CaseLocks locks, PayoutLocks payouts, SpendingPolicies policies, PayoutHolds holds, ChangeSignal signal)
{
    /// <summary>More than any platform takes at once.</summary>
    private const int Most = 1_000;

    public async Task<Result<Guid>> ExecuteAsync(SendBatchInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Pay)) return Refusal.Forbidden();
        if (input.Key.Length is 0 or > Payout.MaxKey || !PlainText.MayBeKey(input.Key)) return Refusal.Invalid("remedy.key_invalid", Payout.MaxKey) with { Field = nameof(input.Key) };
        var policy = await policies.CurrentAsync(actor.StoreId, ct);
        if (!policy.Batches.TryGetValue(input.Platform, out var limit)) return Refusal.Invalid("batch.platform_unknown", input.Platform) with { Field = nameof(input.Platform) };
        var ids = input.PayoutIds.Distinct().ToList();
        if (ids.Count is 0 or > Most) return Refusal.Invalid("batch.empty") with { Field = nameof(input.PayoutIds) };
        List<Guid> caseIds;
        await using (var db = databases.For(actor))
        {
            if (await DoneAsync(input.Key, db, ct) is { } done) return done;
            caseIds = await db.Payouts.Where(p => ids.Contains(p.Id)).Select(p => p.CaseId).Distinct().ToListAsync(ct);
        }

        var opened = await locks.OpenManyAsync(actor, Permission.Pay, caseIds, ct);
        if (!opened.Ok) return opened.Refusal;
        var held = new List<(Guid PayoutId, Refusal Refusal)>();
        await using (var work = opened.Value)
        {
            // The same click may have been quicker by a moment.
            if (await DoneAsync(input.Key, work.Db, ct) is { } doneMeanwhile) return doneMeanwhile;
            var sent = await SendAsync(work, ids, input, policy.LookAlikeDays, limit, held, ct);
            if (!sent.Ok) return sent.Refusal;
            if (held.Count == 0)
            {
                try
                {
                    await work.CommitAsync(ct);
                }
                catch (DbUpdateException e) when (UniqueViolation.Is(e, "payout_batches"))
                {
                    // Another click with this name was quicker.
                    return Refusal.Conflict("remedy.key_used");
                }
                foreach (var id in ids) signal.PayoutChanged(actor.StoreId, id);
                return sent.Value;
            }
        }
        foreach (var (id, refusal) in held) await HoldAsync(id, refusal, actor, ct);
        return Refusal.Rule("batch.held", held.Count);
    }

    /// <summary>Each after the other, so that of two alike in one batch the second is seen; nothing of it stays unless it is committed.</summary>
    private static async Task<Result<Guid>> SendAsync(
        LockedCases work, List<Guid> ids, SendBatchInput input, int lookAlikeDays, Domain.Approvals.BatchLimit limit, List<(Guid PayoutId, Refusal Refusal)> held, CancellationToken ct)
    {
        var parts = new List<(LockedCase Work, CaseActions Actions, Payout Payout)>();
        foreach (var one in work.All)
        {
            var actions = await CaseActions.LoadAsync(one, ct);
            parts.AddRange(actions.Payouts.Where(payout => ids.Contains(payout.Id)).Select(payout => (one, actions, payout)));
        }
        if (parts.Count != ids.Count) return Refusal.NotFound("payout.not_found");
        parts = [.. parts.OrderBy(part => part.Payout.ApprovedAt).ThenBy(part => part.Payout.Id)];
        if (PayoutBatch.WhyNot(parts.ConvertAll(part => part.Payout), input.Platform, limit) is { } unfit) return unfit;

        var (batchId, now) = (Ids.New(parts[0].Work.Now), parts[0].Work.Now);
        foreach (var (one, actions, payout) in parts)
        {
            var sent = await actions.SendAsync(one, payout, new(PaymentConnectors.File, batchId), lookAlikeDays, ct);
            if (sent.Refusal is { Code: PayoutSteps.LooksAlike } alike) held.Add((payout.Id, alike));
            else if (sent.Refusal is { Code: PayoutSteps.BeingPaid, Args: [var name, ..] }) return Refusal.Rule("batch.being_paid", one.Subject.CustomerNick, one.Subject.Number, name);
            else if (!sent.Ok) return Refusal.Rule("batch.cannot_go", one.Subject.CustomerNick, one.Subject.Number);
            await work.Db.SaveChangesAsync(ct);
        }
        var (first, by) = (parts[0].Payout, parts[0].Work.Actor);
        work.Db.PayoutBatches.Add(PayoutBatch.Of(batchId, first.StoreId, input.Platform, first.Method, input.Key, [.. parts.Select((part, at) => LineOf(part.Work.Subject, part.Payout, at + 1))], by.PersonId, by.Name, now));
        return batchId;
    }

    private static BatchLine LineOf(Case subject, Payout payout, int no) =>
        new(no, payout.Id, payout.AttemptKey, subject.Number, payout.OrderNo, subject.CustomerNick, payout.Payee, payout.Amount, payout.Remedy);

    private async Task HoldAsync(Guid payoutId, Refusal refusal, Actor actor, CancellationToken ct)
    {
        var opened = await payouts.OpenAsync(actor, Permission.Pay, payoutId, ct);
        if (!opened.Ok) return;
        await using var open = opened.Value;
        if (open.Payout.IsPayable) await holds.RefuseAsync(open, refusal, ct);
    }

    private static async Task<Guid?> DoneAsync(string key, StoreDb db, CancellationToken ct) =>
        await db.PayoutBatches.Where(b => b.RequestKey == key).Select(b => (Guid?)b.Id).SingleOrDefaultAsync(ct);
}
