using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <summary>
/// Finds what a scanned number stands for: a return or a shipment by its waybill, the parcel that was once sent for an order and now comes back, an order, a case,
/// or a parcel that lies here without an owner. Several returns under one waybill are all shown. Every look-up runs on an index.
/// </summary>
public sealed class ScanQueries(Databases databases)
{
    /// <summary>More cases than this have no parcel in common.</summary>
    private const int Most = 20;

    public async Task<Result<Scan>> FindAsync(string text, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        if (ScannedCode.Parse(text) is not { } code) return Refusal.Invalid("scan.no_code");
        await using var db = databases.For(actor);

        var parcelId = await db.OwnerlessParcels.Where(p => p.Waybill == code && p.State == OwnerlessState.Waiting).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        var named = await db.CaseActions.Where(a => a.Waybill == code).OrderByDescending(a => a.AgreedAt).Take(Most).Select(a => new { a.Id, a.CaseId }).ToListAsync(ct);
        var orderNos = await db.Parcels.Where(p => p.Waybill == code).Select(p => p.OrderNo).Take(Most).ToListAsync(ct);
        var matched = await db.OwnerlessParcels.Where(p => p.Waybill == code && p.CaseId != null).Select(p => p.CaseId!.Value).Take(Most).ToListAsync(ct);
        orderNos.Add(code);
        var cases = await db.Cases.AsNoTracking().Where(c => c.Number == code).Concat(db.Cases.AsNoTracking().Where(c => orderNos.Contains(c.OrderNo!)).OrderByDescending(c => c.OpenedAt).Take(Most)).ToListAsync(ct);
        var others = named.Select(a => a.CaseId).Concat(matched).Distinct().Except(cases.Select(c => c.Id)).ToList();
        if (others.Count > 0) cases.AddRange(await db.Cases.AsNoTracking().Where(c => others.Contains(c.Id)).ToListAsync(ct));

        var rows = await RowsAsync(db, [.. cases.Where(c => c.State != CaseState.Closed).Select(c => c.Id)], ct);
        var idle = cases.DistinctBy(c => c.Id).Where(c => rows.TrueForAll(row => row.CaseNumber != c.Number)).ToList();
        // What bears the number itself is what somebody has in their hands; else it is everything of the case.
        var inHand = rows.FindAll(row => named.Exists(action => action.Id == row.ActionId));
        return new Scan(code, inHand.Count > 0 ? inHand : rows, parcelId, await IdleAsync(db, idle, ct));
    }

    // What came back first.
    private static async Task<List<WarehouseRow>> RowsAsync(StoreDb db, IReadOnlyList<Guid> cases, CancellationToken ct)
    {
        if (cases.Count == 0) return [];
        var actions = await db.CaseActions.AsNoTracking()
            .Where(a => cases.Contains(a.CaseId) && (a.Desk == Desk.Warehouse || a.Flow == ActionFlow.Shipment) && a.Word != ActionCatalogue.SentOn)
            .Where(a => a.State != ActionState.Done && a.State != ActionState.Voided && a.State != ActionState.Failed && a.State != ActionState.Asked).ToListAsync(ct);
        return await db.FillAsync([.. actions.OrderBy(a => a.Flow != ActionFlow.Return).ThenBy(a => a.Flow != ActionFlow.Check).ThenBy(a => a.DueAt ?? DateTimeOffset.MaxValue).ThenBy(a => a.Id)], ct);
    }

    private static async Task<IReadOnlyList<ScannedCase>> IdleAsync(StoreDb db, List<Case> cases, CancellationToken ct)
    {
        if (cases.Count == 0) return [];
        var ids = cases.ConvertAll(c => c.Id);
        var returns = (await db.CaseActions.Where(a => ids.Contains(a.CaseId) && a.Flow == ActionFlow.Return).OrderBy(a => a.AgreedAt).Select(a => new { a.CaseId, a.State }).ToListAsync(ct)).ToLookup(a => a.CaseId, a => a.State);
        return [.. cases.Select(c => new ScannedCase(c.Number, c.CustomerNick, c.Type, c.Subtype, c.State, returns[c.Id].Any() ? returns[c.Id].Last() : null))];
    }
}
