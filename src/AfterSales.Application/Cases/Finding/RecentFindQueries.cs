using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases.Finding;

/// <summary>What a person looked for and which cases they opened, the latest first.</summary>
public sealed record RecentFinds(IReadOnlyList<string> Texts, IReadOnlyList<CaseHit> Cases)
{
    public static readonly RecentFinds None = new([], []);
}

/// <summary>Reads what a person looked for and opened last: their own, nobody else's.</summary>
public sealed class RecentFindQueries(Databases databases)
{
    public async Task<RecentFinds> OfAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ViewCases) || actor.PersonId is not { } person) return RecentFinds.None;
        await using var db = databases.For(actor);
        var texts = await db.RecentFinds.Where(f => f.PersonId == person && f.Text != null).OrderByDescending(f => f.At).Take(RecentFind.Most).Select(f => f.Text!).ToListAsync(ct);
        var cases = await db.RecentFinds.Where(f => f.PersonId == person && f.CaseId != null).OrderByDescending(f => f.At).Take(RecentFind.Most)
            .Join(db.Cases, f => f.CaseId, c => (Guid?)c.Id, (f, c) => new { f.At, Hit = new CaseHit(c.Number, c.CustomerNick, c.Type, c.Subtype, c.State, c.OrderNo, c.OpenedAt) }).OrderByDescending(x => x.At).ToListAsync(ct);
        return new(texts, cases.ConvertAll(x => x.Hit));
    }
}
