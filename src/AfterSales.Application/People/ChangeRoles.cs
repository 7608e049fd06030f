using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>Gives a person of the store other roles.</summary>
public sealed class ChangeRoles(Databases databases, ChangeSignal signal, TimeProvider time)
{
    /// <summary>Whose roles, from what to what.</summary>
    /// <param name="PersonId">Whose.</param>
    /// <param name="Seen">The roles that the user saw; refused when they are others by now.</param>
    /// <param name="Wanted">At least one: to take all, remove the person.</param>
    public sealed record Input(Guid PersonId, IReadOnlyList<Role> Seen, IReadOnlyList<Role> Wanted);

    public async Task<Result> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        if (input.Wanted.Count == 0) return Refusal.Invalid("roles.none") with { Field = nameof(Input.Wanted) };

        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockPeopleAsync(ct);
        if (await db.NameOfMemberAsync(input.PersonId, ct) is not { } name) return Refusal.NotFound("person.not_found");
        var held = await db.Memberships.Where(m => m.PersonId == input.PersonId).ToListAsync(ct);
        var current = held.ConvertAll(m => m.Role);
        if (!current.ToHashSet().SetEquals(input.Seen)) return Refusal.Conflict("roles.stale", name);
        var own = await db.OwnRolesAsync(actor, ct);
        var allowed = RoleRules.Change(own, current, input.Wanted, input.PersonId == actor.PersonId, await db.OtherOwnersAsync(input.PersonId, ct));
        if (allowed.Refusal is { } refusal) return refusal;

        var now = time.GetUtcNow();
        var wanted = input.Wanted.Distinct().Order().ToList();
        db.Memberships.RemoveRange(held.Where(m => !wanted.Contains(m.Role)));
        var given = wanted.Except(current).ToList();
        db.Memberships.AddRange(given.Select(role => new Membership(actor.StoreId, input.PersonId, role, now)));
        var told = await AccessNotices.AddAsync(db, actor.StoreId, actor.PersonId, (input.PersonId, name), current, given, now, ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.RolesChanged, now, name, wanted.Select(r => r.ToString())));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(actor.StoreId);
        foreach (var owner in told) signal.PersonNotified(actor.StoreId, owner);
        return Result.Done;
    }
}
