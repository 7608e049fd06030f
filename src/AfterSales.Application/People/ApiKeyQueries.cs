using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People;

public sealed record ApiKeyRow(Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

public sealed class ApiKeyQueries(Databases databases)
{
    /// <summary>The store's keys, those that work first.</summary>
    public async Task<Result<List<ApiKeyRow>>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ManageApiKeys)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.ApiKeys.AsNoTracking()
            .OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt)
            .Select(k => new ApiKeyRow(k.Id, k.Name, k.Prefix, k.Scopes, k.CreatedAt, k.LastUsedAt, k.RevokedAt)).ToListAsync(ct);
    }
}
