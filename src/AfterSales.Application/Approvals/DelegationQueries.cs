using AfterSales.Application.Persistence;
using AfterSales.Domain.Approvals;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Approvals;

/// <summary>Who decides for whom, from when until when (UTC), and why.</summary>
/// <param name="MayEnd">Whether who asks may end it before its time.</param>
public sealed record DelegationLine(Guid Id, Guid FromId, string From, Guid ToId, string To, DateTimeOffset Start, DateTimeOffset End, string Reason, bool MayEnd);

/// <param name="Delegations">Those that hold or will: one's own, those to oneself, and everybody's for an owner.</param>
/// <param name="Fit">To whom one may leave one's approvals.</param>
public sealed record DelegationsNow(IReadOnlyList<DelegationLine> Delegations, IReadOnlyList<(Guid Id, string Name)> Fit);

/// <summary>Reads who decides for whom.</summary>
public sealed class DelegationQueries(Databases databases, TimeProvider time)
{
    public async Task<Result<DelegationsNow>> NowAsync(Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is not { } person || !actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var (now, all) = (time.GetUtcNow(), actor.Roles.Contains(Role.Owner));
        var lines = await db.Delegations.AsNoTracking().Where(d => d.End > now && (all || d.FromId == person || d.ToId == person)).OrderBy(d => d.Start)
            .Join(db.Users, d => d.FromId, p => p.Id, (d, from) => new { d, From = from.DisplayName })
            .Join(db.Users, x => x.d.ToId, p => p.Id, (x, to) => new DelegationLine(x.d.Id, x.d.FromId, x.From, x.d.ToId, to.DisplayName, x.d.Start, x.d.End, x.d.Reason, all || x.d.FromId == person)).ToListAsync(ct);
        if (!actor.May(Permission.Approve)) return new DelegationsNow(lines, []);
        var people = await db.Memberships.Where(m => m.PersonId != person).Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { p.Id, p.DisplayName, m.Role }).ToListAsync(ct);
        return new DelegationsNow(lines,
        [
            .. people.GroupBy(p => (p.Id, p.DisplayName)).Where(p => Delegation.MayBeLeftTo([.. p.Select(one => one.Role)]))
                .OrderByDescending(p => p.Max(one => one.Role)).ThenBy(p => p.Key.DisplayName).Select(p => (p.Key.Id, p.Key.DisplayName)),
        ]);
    }
}
