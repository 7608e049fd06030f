using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

/// <summary>The demo store's key with every scope, so that a first call needs no visit to the settings.</summary>
public sealed class DemoApiKey(Databases databases, TimeProvider time)
{
    /// <summary>
    /// Sees to it that the demo store takes the <paramref name="given"/> key; without one it gets a key of its own, once,
    /// which is answered to be shown. Null when there is nothing to show.
    /// </summary>
    public async Task<string?> EnsureAsync(string? given, CancellationToken ct = default)
    {
        await using var db = databases.AcrossStores();
        var store = await db.Stores.Where(s => s.IsDemo).OrderBy(s => s.CreatedAt).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
        if (store is not { } storeId) return null;

        var secret = given is { Length: > 0 } ? given : Secrets.New("as_");
        var hash = Secrets.Hash(secret);
        var known = given is { Length: > 0 }
            ? await db.ApiKeys.AnyAsync(k => k.SecretHash == hash, ct)
            : await db.ApiKeys.AnyAsync(k => k.StoreId == storeId, ct);
        if (known) return null;
        var now = time.GetUtcNow();
        db.ApiKeys.Add(new ApiKey(Ids.New(now), storeId, "demo", secret[..Math.Min(6, secret.Length)], hash, ApiScope.All, now, createdById: null));
        await db.SaveChangesAsync(ct);
        return given is { Length: > 0 } ? null : secret;
    }
}
