using System.Collections.Frozen;

namespace AfterSales.Domain.People;

/// <summary>Who acts: a person, a program with an API key, or the product itself (a clock).</summary>
public enum ActorKind
{
    Person,
    ApiKey,
    System,
}

/// <summary>
/// Who does something, in which store, and what they may do there. Every use case takes one; nothing is read or written
/// outside <see cref="StoreId"/>.
/// </summary>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name, Guid StoreId, FrozenSet<Permission> Permissions)
{
    /// <summary>The person's roles in this store; none for a program or the product itself.</summary>
    public FrozenSet<Role> Roles { get; init; } = [];

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>The person's id, or null for keys and the product itself.</summary>
    public Guid? PersonId => Kind == ActorKind.Person ? Id : null;

    public static Actor Person(Guid id, string name, Guid storeId, IEnumerable<Role> roles) =>
        new(ActorKind.Person, id, name, storeId, Authority.Of(roles)) { Roles = roles.ToFrozenSet() };

    public static Actor Key(Guid id, string name, Guid storeId, IEnumerable<string> scopes) =>
        new(ActorKind.ApiKey, id, name, storeId, ApiScope.PermissionsOf(scopes));

    /// <summary>The product acting by itself (importing, seeding, clocks): everything within one store.</summary>
    public static Actor System(Guid storeId) =>
        new(ActorKind.System, null, "system", storeId, Enum.GetValues<Permission>().ToFrozenSet());
}
