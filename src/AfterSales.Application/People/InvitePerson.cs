using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>Makes a link that lets one person join the store with given roles.</summary>
public sealed class InvitePerson(Databases databases, TimeProvider time)
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);

    /// <summary>Whom, and as what.</summary>
    /// <param name="Name">Whom it is for, in the inviter's words.</param>
    /// <param name="Roles">At least one.</param>
    public sealed record Input(string Name, IReadOnlyList<Role> Roles);

    /// <summary>The token is shown once, in the link; only its hash is kept.</summary>
    public sealed record Output(Guid InviteId, string Token, DateTimeOffset ExpiresAt);

    public async Task<Result<Output>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManagePeople)) return Refusal.Forbidden();
        var name = PlainText.Name(input.Name);
        if (PlainText.IsBlank(name) || name.Length > 40) return Refusal.Invalid("person.name_invalid") with { Field = nameof(Input.Name) };
        if (input.Roles.Count == 0) return Refusal.Invalid("roles.none") with { Field = nameof(Input.Roles) };

        await using var db = databases.For(actor);
        var own = await db.OwnRolesAsync(actor, ct);
        if (RoleRules.MayGiveAll(own, input.Roles).Refusal is { } refusal) return refusal with { Field = nameof(Input.Roles) };
        var now = time.GetUtcNow();
        var token = Secrets.New();
        var roles = input.Roles.Distinct().Order().ToList();
        var invite = new Invite(Ids.New(now), actor.StoreId, name, roles, Secrets.Hash(token), now, now + ValidFor, actor.PersonId);
        db.Invites.Add(invite);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.PersonInvited, now, name, roles.Select(r => r.ToString())));
        await db.SaveChangesAsync(ct);
        return new Output(invite.Id, token, invite.ExpiresAt);
    }
}
