using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <summary>Parcels without an owner, and whose they may be.</summary>
public sealed class ParcelQueries(Databases databases)
{
    public const int PageSize = 30;

    /// <summary>More than this is no suggestion.</summary>
    private const int MostLikely = 8;

    private const int MostOfAClue = 50;

    /// <summary>Those that wait, the longest first.</summary>
    public async Task<Result<ParcelPage>> ListAsync(WarehouseCursor? after, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var waiting = db.OwnerlessParcels.AsNoTracking().Where(p => p.State == OwnerlessState.Waiting);
        if (after is { DueAt: { } at, Id: var id }) waiting = waiting.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.ArrivedAt, p.Id), ValueTuple.Create(at, id)));
        var found = await waiting.OrderBy(p => p.ArrivedAt).ThenBy(p => p.Id).Take(PageSize + 1).ToListAsync(ct);
        var rows = found.Take(PageSize).Select(p => new ParcelRow(p.Id, p.Waybill, p.Courier, p.Sender, p.Contents, p.Photos.Count, p.ArrivedAt, p.TakenInBy)).ToList();
        return new ParcelPage(rows, found.Count > PageSize ? new(rows[^1].ArrivedAt, rows[^1].Id) : null);
    }

    public async Task<Result<ParcelDetails>> FindAsync(Guid parcelId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var parcel = await db.OwnerlessParcels.AsNoTracking().SingleOrDefaultAsync(p => p.Id == parcelId, ct);
        if (parcel is null) return Refusal.NotFound("parcel.not_found");
        var moves = await db.ParcelSteps.AsNoTracking().Where(s => s.ParcelId == parcelId).OrderBy(s => s.Id).Select(s => new ParcelMove(s.Kind, s.ByName, s.At, s.Reason)).ToListAsync(ct);
        var number = parcel.CaseId is { } owner ? await db.Cases.Where(c => c.Id == owner).Select(c => c.Number).SingleAsync(ct) : null;
        return new ParcelDetails(
            parcel.Id, parcel.Waybill, parcel.Courier, parcel.Sender, parcel.Contents, parcel.State, parcel.ArrivedAt, number, parcel.Photos, moves, parcel.State == OwnerlessState.Waiting ? await LikelyAsync(db, parcel, ct) : []);
    }

    /// <summary>The cases that most speaks for; at the same, those that wait for goods come first, then the newest.</summary>
    private static async Task<IReadOnlyList<LikelyCase>> LikelyAsync(StoreDb db, OwnerlessParcel parcel, CancellationToken ct)
    {
        var clues = new Dictionary<Guid, SortedSet<Clue>>();
        var seen = ParcelClues.Of(parcel.Sender, parcel.Contents);
        await AddAsync(Clue.Waybill, db.Cases.Where(c => db.Parcels.Any(p => p.Waybill == parcel.Waybill && p.OrderNo == c.OrderNo)));
        await AddAsync(Clue.Waybill, db.Cases.Where(c => db.CaseActions.Any(a => a.Waybill == parcel.Waybill && a.CaseId == c.Id)));
        if (seen.PhoneTail is { } tail) await AddAsync(Clue.Phone, db.Cases.Where(c => db.Orders.Any(o => o.OrderNo == c.OrderNo && o.Phone!.EndsWith(tail)) && c.State != CaseState.Closed));
        if (seen.Nicks.Count > 0) await AddAsync(Clue.Nick, db.Cases.Where(c => db.Customers.Any(u => seen.Nicks.Contains(u.Nick) && u.Id == c.CustomerId)));
        if (seen.Styles.Count > 0) await AddAsync(Clue.Style, Expecting(db).Where(c => db.OrderLines.Any(l => l.OrderNo == c.OrderNo && seen.Styles.Contains(l.StyleCode!))));
        if (clues.Count == 0) return [];

        var ids = clues.Keys.ToList();
        var expecting = (await Expecting(db).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        return [.. cases.OrderByDescending(c => Weight(clues[c.Id]) + (expecting.Contains(c.Id) ? 1 : 0)).ThenByDescending(c => c.OpenedAt).Take(MostLikely)
            .Select(c => new LikelyCase(c.Number, c.CustomerNick, c.Type, c.Subtype, c.State, expecting.Contains(c.Id), [.. clues[c.Id]]))];

        async Task AddAsync(Clue clue, IQueryable<Case> cases)
        {
            foreach (var id in await cases.OrderByDescending(c => c.OpenedAt).Take(MostOfAClue).Select(c => c.Id).ToListAsync(ct))
            {
                if (!clues.TryGetValue(id, out var known)) clues[id] = known = [];
                known.Add(clue);
            }
        }
    }

    // Goods of theirs are expected and have not arrived.
    private static IQueryable<Case> Expecting(StoreDb db) =>
        db.Cases.Where(c => db.CaseActions.Any(a => a.CaseId == c.Id && a.Desk == Desk.Warehouse && a.Flow == ActionFlow.Return && (a.State == ActionState.Open || a.State == ActionState.OnTheWay)));

    private static int Weight(IEnumerable<Clue> clues) => clues.Sum(clue => clue switch { Clue.Waybill => 8, Clue.Phone or Clue.Nick => 4, _ => 2 });
}
