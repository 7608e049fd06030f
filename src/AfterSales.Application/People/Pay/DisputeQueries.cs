using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Pay;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Pay;

/// <summary>A dispute, and who raised it.</summary>
public sealed record DisputeRow(PayDispute Dispute, string Name);

/// <summary>Reads disputes for who decides them: one line each, never a sheet. What is no penalty tells what somebody is paid: it is for who manages pay.</summary>
public sealed class DisputeQueries(Databases databases)
{
    /// <summary>More than anybody decides at a sitting; the open ones come first.</summary>
    private const int Most = 200;

    /// <summary>The open ones, the oldest first, then what was decided, the latest first.</summary>
    public async Task<Result<IReadOnlyList<DisputeRow>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.Approve)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var theirs = db.PayDisputes.AsNoTracking();
        if (!actor.May(Permission.ManagePay))
        {
            var (alone, several) = (PayLine.Penalties.Select(kind => PayLine.KeyOf(kind, null)).ToList(), PayLine.KeyOf(PayLineKind.Unanswered, "%"));
            theirs = theirs.Where(d => alone.Contains(d.LineKey) || EF.Functions.Like(d.LineKey, several));
        }
        var open = await theirs.Where(d => d.State == DisputeState.Open).OrderBy(d => d.Id).Take(Most).ToListAsync(ct);
        var decided = await theirs.Where(d => d.State != DisputeState.Open).OrderByDescending(d => d.DecidedAt).Take(Most - open.Count).ToListAsync(ct);
        var names = await db.NamesEverAsync([.. open.Concat(decided).Select(d => d.PersonId)], ct);
        return new([.. open.Concat(decided).Select(d => new DisputeRow(d, names.GetValueOrDefault(d.PersonId, "")))]);
    }
}
