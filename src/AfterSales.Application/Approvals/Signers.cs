using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Finds with whose authority somebody signs: their own first, or that of a colleague who is absent and left it to them.</summary>
public sealed class Signers
{
    /// <summary>The one under which the request may be decided; where none may, their own, so that the refusal says why.</summary>
    internal async Task<Signer> ForAsync(StoreDb db, Actor actor, ApprovalRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var own = new Signer(actor.PersonId!.Value, actor.Name, actor.Roles);
        if (request.MayDecide(own).Ok) return own;
        return (await ActingForAsync(db, actor, now, ct)).FirstOrDefault(signer => request.MayDecide(signer).Ok) ?? own;
    }

    /// <summary>For whom this person may decide at this moment, besides for themselves.</summary>
    internal async Task<IReadOnlyList<Signer>> ActingForAsync(StoreDb db, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var absent = await db.Delegations.Where(d => d.ToId == actor.PersonId && d.Start <= now && now < d.End)
            .Join(db.Users, d => d.FromId, p => p.Id, (d, p) => new { d.FromId, p.DisplayName }).Distinct().ToListAsync(ct);
        if (absent.Count == 0) return [];
        var ids = absent.ConvertAll(one => one.FromId);
        // What an absent colleague may do now, not what they might when they left.
        var roles = (await db.Memberships.Where(m => ids.Contains(m.PersonId)).Select(m => new { m.PersonId, m.Role }).ToListAsync(ct)).ToLookup(m => m.PersonId, m => m.Role);
        return [.. absent.Select(one => new Signer(actor.PersonId!.Value, actor.Name, roles[one.FromId].ToHashSet(), new Delegator(one.FromId, one.DisplayName)))];
    }
}
