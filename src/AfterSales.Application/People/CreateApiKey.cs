using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People;

/// <summary>Makes a key for a program (API.md).</summary>
public sealed class CreateApiKey(Databases databases, TimeProvider time)
{
    private const int PrefixLength = 10;

    /// <summary>What the key is for and may do.</summary>
    /// <param name="Name">What the key is for.</param>
    /// <param name="Scopes">Names of <see cref="ApiScope"/>, at least one.</param>
    public sealed record Input(string Name, IReadOnlyList<string> Scopes);

    /// <summary>The secret is shown once; only its hash is kept.</summary>
    public sealed record Output(Guid KeyId, string Secret);

    public async Task<Result<Output>> ExecuteAsync(Input input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageApiKeys)) return Refusal.Forbidden();
        var name = input.Name.Trim();
        if (PlainText.IsBlank(name) || name.Length > 80) return Refusal.Invalid("api_key.name_invalid") with { Field = nameof(Input.Name) };
        if (input.Scopes.Count == 0) return Refusal.Invalid("api_key.scopes_none") with { Field = nameof(Input.Scopes) };
        if (input.Scopes.FirstOrDefault(s => !ApiScope.IsKnown(s)) is { } unknown)
            return Refusal.Invalid("api_key.scope_unknown", unknown) with { Field = nameof(Input.Scopes) };
        if (input.Scopes.FirstOrDefault(s => !ApiScope.MayBeGivenBy(actor, s)) is { } above)
            return new Refusal(RefusalKind.Forbidden, "api_key.scope_above_own", above) { Field = nameof(Input.Scopes) };

        await using var db = databases.For(actor);
        var now = time.GetUtcNow();
        var secret = Secrets.New("as_");
        var scopes = input.Scopes.Distinct(StringComparer.Ordinal).ToList();
        var key = new ApiKey(Ids.New(now), actor.StoreId, name, secret[..PrefixLength], Secrets.Hash(secret), scopes, now, actor.PersonId);
        db.ApiKeys.Add(key);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.ApiKeyCreated, now, name, scopes));
        await db.SaveChangesAsync(ct);
        return new Output(key.Id, secret);
    }
}
