using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>A link that lets one person join one store with given roles, once, for a limited time.</summary>
public sealed class Invite : IStoreOwned
{
    private Invite() { }

    public Invite(Guid id, Guid storeId, string name, IEnumerable<Role> roles, string tokenHash, DateTimeOffset createdAt, DateTimeOffset expiresAt, Guid? createdById)
    {
        Id = id;
        StoreId = storeId;
        Name = name;
        Roles = [.. roles];
        TokenHash = tokenHash;
        CreatedAt = createdAt;
        ExpiresAt = expiresAt;
        CreatedById = createdById;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }

    /// <summary>Whom it is for, in the inviter's words.</summary>
    public string Name { get; private set; } = "";

    public Role[] Roles { get; private set; } = [];

    /// <summary>Lower-case hex SHA-256 of the token in the link.</summary>
    public string TokenHash { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public Guid? CreatedById { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public Guid? AcceptedById { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public bool IsUsable(DateTimeOffset at) => AcceptedAt is null && WithdrawnAt is null && at < ExpiresAt;

    public Result Accept(Guid personId, DateTimeOffset at)
    {
        if (!IsUsable(at)) return Refusal.Rule("invite.not_usable");
        AcceptedAt = at;
        AcceptedById = personId;
        return Result.Done;
    }

    public Result Withdraw(DateTimeOffset at)
    {
        if (!IsUsable(at)) return Refusal.Rule("invite.not_usable");
        WithdrawnAt = at;
        return Result.Done;
    }
}
