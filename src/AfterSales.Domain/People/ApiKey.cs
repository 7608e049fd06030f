using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People;

/// <summary>
/// A program's way in (API.md): belongs to one store, carries scopes, stored as the SHA-256 of its secret. The secret has
/// 256 random bits, so a plain hash is enough; it is shown once.
/// </summary>
public sealed class ApiKey : IStoreOwned
{
    private ApiKey() { }

    public ApiKey(Guid id, Guid storeId, string name, string prefix, string secretHash, IEnumerable<string> scopes, DateTimeOffset createdAt, Guid? createdById)
    {
        Id = id;
        StoreId = storeId;
        Name = name;
        Prefix = prefix;
        SecretHash = secretHash;
        Scopes = [.. scopes];
        CreatedAt = createdAt;
        CreatedById = createdById;
    }

    public Guid Id { get; private set; }
    public Guid StoreId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The first characters of the secret, to tell keys apart on the page.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256 of the whole secret; unique.</summary>
    public string SecretHash { get; private set; } = "";

    public string[] Scopes { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public Guid? CreatedById { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public Result Revoke(DateTimeOffset at)
    {
        if (RevokedAt is not null) return Refusal.Rule("api_key.already_revoked", Name);
        RevokedAt = at;
        return Result.Done;
    }
}
