using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases.Finding;

/// <summary>A case in whose conversation the words stand, and where: the message that holds most of them, the latest of such.</summary>
public sealed record TextHit(
    string Number, string CustomerNick, CaseType? Type, CaseSubtype? Subtype, CaseState State, string? OrderNo, DateTimeOffset OpenedAt, MessageKind Kind, string Author, DateTimeOffset SaidAt, string Text);

/// <param name="Next">Where the next page begins; null: there is none.</param>
/// <param name="IsCutShort">Many conversations hold the parts of what was asked for and not the whole; only so many were looked at, and the next page goes on from there.</param>
public sealed record TextHits(IReadOnlyList<TextHit> Hits, string? Next, bool IsCutShort)
{
    public static readonly TextHits None = new([], null, IsCutShort: false);

    /// <summary>Older cases have not been read in yet; null: all have.</summary>
    public DateTimeOffset? ReadBackTo { get; init; }

    /// <summary>A single character is all that was asked for: conversations are not searched for that.</summary>
    public bool IsTooShort { get; init; }
}

/// <summary>
/// Finds cases by what was said in them, to the buyer or in a note: any part of it, from two characters on, the latest opened first. Which cases may hold it is read out of an index (ADR 34), bounded, however many
/// they are; whether they do, from their messages.
/// </summary>
public sealed class TextQueries(Databases databases)
{
    public const int PageSize = 20;

    /// <summary>So much of a message is shown.</summary>
    public const int Shown = 120;

    private const int AtOnce = 25;
    private const int MostLookedAt = 500;
    // Of the conversations that are looked at together: far more than people write, and a robot gone wild must not fill the memory.
    private const int MostMessages = 20_000;

    public async Task<Result<TextHits>> FindAsync(Actor actor, string? text, string? after = null, CaseType? type = null, CaseSubtype? subtype = null, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases)) return Refusal.Forbidden();
        CaseCursor? place = null;
        if (after is not null && (place = CaseCursor.Read(after)) is null) return Refusal.Invalid("list.cursor_invalid") with { Field = "cursor" };
        await using var db = databases.For(actor);
        return await FindAsync(db, SoughtWords.Read(PlainText.Storable(text ?? "")), place, type, subtype, ct);
    }

    internal static async Task<TextHits> FindAsync(StoreDb db, SoughtWords sought, CaseCursor? after, CaseType? type, CaseSubtype? subtype, CancellationToken ct)
    {
        if (!sought.IsLongEnough) return TextHits.None with { IsTooShort = sought.Words.Count > 0 };
        var state = await db.TextStates.AsNoTracking().SingleOrDefaultAsync(ct);
        var none = TextHits.None with { ReadBackTo = state is null ? DateTimeOffset.MaxValue : state.ReadBackTo };
        var place = after ?? new(CaseSort.Opened, DateTimeOffset.MaxValue, Guid.Empty);
        var grams = sought.Grams.ToArray();
        var hits = new List<TextHit>();
        for (var looked = 0; looked < MostLookedAt; looked += AtOnce)
        {
            var near = await db.Database.SqlQuery<Place>($"select case_id as \"Id\", opened_at as \"At\" from cases_saying({db.StoreId}, {grams}, {place.At}, {place.Id}, {AtOnce})").ToListAsync(ct);
            var read = await ReadAsync(db, near.ConvertAll(n => n.Id), sought, type, subtype, ct);
            foreach (var one in near)
            {
                if (read.TryGetValue(one.Id, out var hit))
                {
                    if (hits.Count == PageSize) return none with { Hits = hits, Next = place.ToString() };
                    hits.Add(hit);
                }
                place = new(CaseSort.Opened, one.At, one.Id);
            }
            if (near.Count < AtOnce) return none with { Hits = hits };
        }
        return none with { Hits = hits, Next = place.ToString(), IsCutShort = true };
    }

    // Those of the cases that hold what is sought.
    private static async Task<Dictionary<Guid, TextHit>> ReadAsync(StoreDb db, List<Guid> ids, SoughtWords sought, CaseType? type, CaseSubtype? subtype, CancellationToken ct)
    {
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id) && (type == null || c.Type == type) && (subtype == null || c.Subtype == subtype)).ToDictionaryAsync(c => c.Id, ct);
        var messages = await db.Messages.AsNoTracking().Where(m => ids.Contains(m.CaseId)).OrderByDescending(m => m.SentAt).Take(MostMessages)
            .Select(m => new { m.CaseId, m.Kind, m.AuthorName, m.SentAt, m.Text }).ToListAsync(ct);
        var hits = new Dictionary<Guid, TextHit>();
        foreach (var said in messages.Where(m => Erased.MarkedOn(m.Text) is null).GroupBy(m => m.CaseId))
        {
            if (!cases.TryGetValue(said.Key, out var c) || !sought.AreIn([.. said.Select(m => m.Text)])) continue;
            var best = said.MaxBy(m => sought.CountIn(m.Text))!;
            hits[c.Id] = new(c.Number, c.CustomerNick, c.Type, c.Subtype, c.State, c.OrderNo, c.OpenedAt, best.Kind, best.AuthorName, best.SentAt, sought.Around(best.Text, Shown));
        }
        return hits;
    }

    private sealed record Place(Guid Id, DateTimeOffset At);
}
