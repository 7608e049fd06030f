using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <summary>What intake would propose for a message, and the word that decided.</summary>
public sealed record ProposedType(CaseSubtype Subtype, string Word);

/// <summary>Reads the store's keyword table.</summary>
public sealed class KeywordQueries(Databases databases)
{
    /// <summary>All of them, by subtype, the heaviest first.</summary>
    public async Task<Result<IReadOnlyList<Keyword>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewPolicies)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var words = await db.Keywords.AsNoTracking().ToListAsync(ct);
        return words.OrderBy(k => k.Subtype).ThenByDescending(k => k.Weight).ThenBy(k => k.Word, StringComparer.Ordinal).ToList();
    }

    /// <summary>What a table says of a message; null when no word of it is found. The same as intake does.</summary>
    public static ProposedType? Propose(IEnumerable<Keyword> keywords, string text) =>
        new KeywordTable(keywords).Match(text) is { } found ? new(found.Subtype, found.Word) : null;
}
