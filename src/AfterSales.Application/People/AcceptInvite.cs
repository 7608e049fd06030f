using AfterSales.Application.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Application.People;

/// <summary>Joins the store of an invite: as somebody new, or as the person who is signed in already.</summary>
public sealed class AcceptInvite(IServiceScopeFactory scopes, ChangeSignal signal, TimeProvider time)
{
    /// <summary>What the link and the page give.</summary>
    /// <param name="Token">From the link.</param>
    /// <param name="PersonId">Who is signed in; null when nobody is, and then <paramref name="New"/> says who they are.</param>
    /// <param name="New">The account to create.</param>
    public sealed record Input(string Token, Guid? PersonId, NewPerson? New);

    /// <summary>The id of who joined.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        await using var account = new AccountScope(scopes);
        var db = account.Db;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var invite = await db.Invites.SingleOrDefaultAsync(i => i.TokenHash == Secrets.Hash(input.Token), ct);
        if (invite is null) return NotUsable;
        if (await CheckInviterAsync(account, invite, input.PersonId, ct) is { } refusal) return refusal;

        var personId = input.PersonId ?? Ids.New(now);
        if (invite.Accept(personId, now).Refusal is { } used) return used;
        try
        {
            // The columns are concurrency tokens: of two who use the link at once, the second ends here.
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return NotUsable;
        }

        var person = await WhoAsync(account, input, personId, now);
        if (!person.Ok) return person.Refusal;
        var held = await db.Memberships.Where(m => m.StoreId == invite.StoreId && m.PersonId == personId).Select(m => m.Role).ToListAsync(ct);
        var given = invite.Roles.Except(held).ToList();
        db.Memberships.AddRange(given.Select(role => new Membership(invite.StoreId, personId, role, now)));
        var told = await AccessNotices.AddAsync(db, invite.StoreId, invite.CreatedById, (personId, person.Value.DisplayName), held, given, now, ct);
        person.Value.LastStoreId = invite.StoreId;
        db.Add(new AuditEntry(invite.StoreId, AuditKind.PersonJoined, personId, person.Value.DisplayName, now, person.Value.DisplayName, invite.Roles.Select(r => r.ToString())));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        signal.StoreChanged(invite.StoreId);
        foreach (var owner in told) signal.PersonNotified(invite.StoreId, owner);
        return personId;
    }

    private static async Task<Result<Person>> WhoAsync(AccountScope account, Input input, Guid personId, DateTimeOffset now)
    {
        if (input.PersonId is not null)
            return await account.People.FindByIdAsync(personId.ToString()) is { } known ? known : Refusal.NotFound("person.not_found");
        return input.New is { } someone ? await someone.CreateAsync(account, personId, now) : Refusal.Forbidden();
    }

    private static async Task<Refusal?> CheckInviterAsync(AccountScope account, Invite invite, Guid? joining, CancellationToken ct)
    {
        if (invite.CreatedById is not { } inviterId) return null;
        var roles = await account.Db.Memberships.Where(m => m.StoreId == invite.StoreId && m.PersonId == inviterId).Select(m => m.Role).ToListAsync(ct);
        // A link is worth no more than the hand that gave it: who left or lost the role invites nobody.
        if (!RoleRules.MayGiveAll(roles, invite.Roles).Ok) return NotUsable;
        // Else an administrator, who sees no customer data, could invite themselves in.
        return joining == inviterId && !roles.Contains(Role.Owner) ? new Refusal(RefusalKind.Forbidden, "roles.not_to_oneself") : null;
    }

    private static Refusal NotUsable => Refusal.Rule("invite.not_usable");
}
