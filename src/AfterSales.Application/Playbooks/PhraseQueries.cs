using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>Reads what the store says for phrases in its own words; whatever it does not say, the product's resources do.</summary>
public sealed class PhraseQueries(Databases databases)
{
    /// <summary>All of them, in both languages, for who changes them.</summary>
    public async Task<Result<IReadOnlyList<StorePhrase>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.Phrases.AsNoTracking().OrderBy(p => p.Key).ThenBy(p => p.Language).ToListAsync(ct);
    }

    /// <summary>By phrase, the store's own texts in one language, for who speaks to buyers: one query for a whole case.</summary>
    public async Task<Result<IReadOnlyDictionary<string, string>>> InAsync(Actor actor, string language, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return await db.Phrases.Where(p => p.Language == language).ToDictionaryAsync(p => p.Key, p => p.Text, StringComparer.Ordinal, ct);
    }
}
