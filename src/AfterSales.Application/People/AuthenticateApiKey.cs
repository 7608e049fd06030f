using System.Collections.Concurrent;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.People;

/// <summary>
/// Whom a bearer secret stands for. Each node remembers a good answer for less than two seconds: a hot key costs no query
/// per request, and a revoked one is refused everywhere within two seconds.
/// </summary>
public sealed class AuthenticateApiKey(Databases databases, TimeProvider time, ILogger<AuthenticateApiKey> log)
{
    private const int LongestSecret = 200;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    // The time is taken before the query: what the query did not see yet cannot be older than this says.
    private sealed record Answer(DateTimeOffset AskedAt, Lazy<Task<Actor?>> Actor);

    /// <summary>Null when there is no such key, or it was revoked.</summary>
    public async Task<Actor?> ExecuteAsync(string secret)
    {
        if (secret.Length is 0 or > LongestSecret) return null;
        var hash = Secrets.Hash(secret);
        var now = time.GetUtcNow();
        var answer = _answers.AddOrUpdate(hash, _ => Ask(hash, now), (_, old) => now - old.AskedAt < Remembered ? old : Ask(hash, now));
        var known = false;
        try
        {
            var actor = await answer.Actor.Value;
            known = actor is not null;
            return actor;
        }
        finally
        {
            // Neither a failure nor a made-up secret is remembered.
            if (!known) _answers.TryRemove(new(hash, answer));
        }
    }

    // Lazy: many requests with one key wait for one query.
    private Answer Ask(string hash, DateTimeOffset now) => new(now, new(() => FindAsync(hash, now)));

    private async Task<Actor?> FindAsync(string hash, DateTimeOffset now)
    {
        await using var db = databases.AcrossStores();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.SecretHash == hash && k.RevokedAt == null);
        if (key is null) return null;
        if (key.LastUsedAt is not { } last || now - last >= UseNoted) _ = NoteUseAsync(key.Id, now);
        return Actor.Key(key.Id, key.Name, key.StoreId, key.Scopes);
    }

    // Beside the request, which neither waits for it nor fails with it.
    private async Task NoteUseAsync(Guid keyId, DateTimeOffset now)
    {
        try
        {
            await using var db = databases.AcrossStores();
            await db.ApiKeys.Where(k => k.Id == keyId && (k.LastUsedAt == null || k.LastUsedAt <= now - UseNoted))
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now));
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException or InvalidOperationException)
        {
            log.LogWarning(e, "The last use of API key {Key} was not noted", keyId);
        }
    }
}
