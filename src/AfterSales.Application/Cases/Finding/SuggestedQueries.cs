using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases.Finding;

/// <summary>Tags and couriers that begin with what is typed.</summary>
public sealed record Suggested(IReadOnlyList<ListedTag> Tags, IReadOnlyList<string> Couriers)
{
    public static readonly Suggested None = new([], []);
}

/// <summary>Suggests what a store has names for while somebody types. Types are words of the product; who shows them knows them.</summary>
public sealed class SuggestedQueries(Databases databases, StoreTags tags)
{
    private const int Most = 4;

    public async Task<Suggested> OfAsync(Actor actor, string? text, CancellationToken ct = default)
    {
        var typed = text?.Trim() ?? "";
        if (!actor.May(Permission.ViewCases) || typed.Length == 0) return Suggested.None;
        var named = (await tags.OfAsync(actor.StoreId, ct)).Offered.Where(tag => Begins(tag.Name, typed) || Begins(tag.EnglishName, typed)).Take(Most).ToList();
        // Which couriers there are, their figures tell: whoever may not see those gets none.
        return new(named, actor.May(Permission.ViewReports) ? await CouriersAsync(actor, typed, ct) : []);
    }

    private async Task<List<string>> CouriersAsync(Actor actor, string typed, CancellationToken ct)
    {
        await using var db = databases.For(actor);
        var known = await db.RollUps.Where(r => r.Measure == Measures.Opened && r.Cut == Cut.Courier && r.Span == RollUpSpan.Month).Select(r => r.Key).Distinct().Take(200).ToListAsync(ct);
        return [.. known.Where(courier => Begins(courier, typed)).Order(StringComparer.Ordinal).Take(Most)];
    }

    private static bool Begins(string? name, string typed) => name?.StartsWith(typed, StringComparison.OrdinalIgnoreCase) == true;
}
