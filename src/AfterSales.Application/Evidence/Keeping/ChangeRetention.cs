using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Keeping;

/// <param name="BasedOn">The version that was on the screen when it was edited.</param>
public sealed record ChangeRetentionInput(int BasedOn, RetentionPolicy Policy);

/// <param name="Version">The one that holds.</param>
/// <param name="IsProposed">A second person has to confirm it first.</param>
public sealed record RetentionChange(int Version, bool IsProposed);

/// <summary>
/// Changes for how long a store keeps evidence. What only keeps longer holds at once. What keeps anything for a shorter time removes evidence without asking again, also what was accepted: it is proposed, whoever may
/// approve is told, and one of them, another than who proposed it, confirms it (<see cref="DecideRetention"/>).
/// </summary>
public sealed class ChangeRetention(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public const string Kind = "retention.proposed";

    public async Task<Result<RetentionChange>> ExecuteAsync(ChangeRetentionInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageStores)) return Refusal.Forbidden();
        if (input.Policy.Problem() is { } problem) return problem;

        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync(RetentionPolicies.Lock, ct);
        var latest = await RetentionPolicies.LatestAsync(db, ct);
        var standing = RetentionPolicies.Of(latest);
        if (standing.Version != input.BasedOn) return Refusal.Conflict("retention.stale", latest?.ByName ?? "", standing.Version);
        if (input.Policy.SaysTheSameAs(standing)) return new RetentionChange(standing.Version, IsProposed: false);
        var next = input.Policy with { Version = standing.Version + 1 };
        var told = new List<Guid>();
        if (next.Shortens(standing))
        {
            if (await db.RetentionProposals.AnyAsync(p => p.State == ProposalState.Open, ct)) return Refusal.Rule("retention.proposed_already");
            told = await OthersWhoMayApproveAsync(db, actor, ct);
            if (told.Count == 0) return Refusal.Rule("retention.nobody_to_confirm");
            Propose(db, next, standing.Version, actor, told);
        }
        else
        {
            db.RetentionPolicies.Add(new(next, actor, proposedBy: null, time.GetUtcNow()));
        }
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        foreach (var person in told) signal.PersonNotified(actor.StoreId, person);
        return told.Count > 0 ? new RetentionChange(standing.Version, IsProposed: true) : new RetentionChange(next.Version, IsProposed: false);
    }

    private void Propose(StoreDb db, RetentionPolicy next, int basedOn, Actor actor, List<Guid> told)
    {
        var now = time.GetUtcNow();
        var proposal = new RetentionProposal(Ids.New(now), next, basedOn, actor, now);
        db.RetentionProposals.Add(proposal);
        db.Notifications.AddRange(told.Select(person => new Notification(Ids.New(now), actor.StoreId, person, Kind, $"{Kind}:{proposal.Id:N}", null, null, new(StringComparer.Ordinal) { ["by"] = actor.Name }, now)));
    }

    private static async Task<List<Guid>> OthersWhoMayApproveAsync(StoreDb db, Actor actor, CancellationToken ct)
    {
        var members = await db.Memberships.Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        return [.. members.GroupBy(m => m.PersonId, m => m.Role).Where(m => m.Key != actor.PersonId && Authority.Of(m).Contains(Permission.Approve)).Select(m => m.Key)];
    }
}
