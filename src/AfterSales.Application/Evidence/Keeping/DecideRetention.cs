using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <param name="ProposalId">What was read: nothing else is confirmed.</param>
/// <param name="Confirm">False: it is declined, or taken back by whoever proposed it.</param>
public sealed record DecideRetentionInput(Guid ProposalId, bool Confirm);

/// <summary>A second person, who may approve, confirms that evidence is kept for a shorter time, or declines it. From then on it goes with the next daily round. Answers the version that holds.</summary>
public sealed class DecideRetention(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<int>> ExecuteAsync(DecideRetentionInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Approve) && (input.Confirm || !actor.May(Permission.ManageStores))) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync(RetentionPolicies.Lock, ct);
        if (await db.RetentionProposals.SingleOrDefaultAsync(p => p.Id == input.ProposalId, ct) is not { } proposal) return Refusal.NotFound("retention.not_found");
        var latest = await RetentionPolicies.LatestAsync(db, ct);
        var standing = RetentionPolicies.Of(latest);
        var now = time.GetUtcNow();
        var decided = proposal.Decide(input.Confirm, actor, now);
        if (!decided.Ok) return decided.Refusal;
        // Somebody kept something longer meanwhile, which this does not know of.
        if (input.Confirm && standing.Version != proposal.BasedOn) return Refusal.Conflict("retention.proposal_stale", latest?.ByName ?? "", standing.Version);
        if (input.Confirm) db.RetentionPolicies.Add(new(proposal.Policy with { Version = standing.Version + 1 }, actor, proposal.ProposedBy, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        return input.Confirm ? standing.Version + 1 : standing.Version;
    }
}
