using AfterSales.Application.Persistence;
using AfterSales.Domain.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Remedies;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <summary>What the warehouse has to do, the earliest due first, and no more of a case than it needs: no money, no phone number but its last four digits.</summary>
public sealed class WarehouseQueries(Databases databases)
{
    public const int PageSize = 30;

    private const int Tail = 4;

    /// <summary>A page of a list that is made of actions; what has no time comes last.</summary>
    public async Task<Result<WarehousePageOfRows>> ListAsync(WarehouseList list, WarehouseCursor? after, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var ways = db.Ways(list).Select(way => First(after is { } cursor ? After(way, cursor) : way)).ToList();
        if (ways.Count == 0) return new WarehousePageOfRows([], null);
        var found = await (ways is [var only] ? only : First(ways.Aggregate((all, next) => all.Concat(next)))).ToListAsync(ct);
        var rows = await db.FillAsync(found.Take(PageSize).ToList(), ct);
        return new WarehousePageOfRows(rows, found.Count > PageSize ? new(rows[^1].DueAt, rows[^1].ActionId) : null);
    }

    /// <summary>One thing to do, or done.</summary>
    public async Task<Result<WarehouseRow>> FindAsync(Guid actionId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var action = await db.CaseActions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == actionId && (a.Desk == Desk.Warehouse || a.Flow == ActionFlow.Shipment), ct);
        return action is null ? Refusal.NotFound("action.not_found") : (await db.FillAsync([action], ct))[0];
    }

    /// <summary>How far a weight may be off in this store.</summary>
    public async Task<Result<WeighTolerance>> ToleranceAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.WorkWarehouse)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var store = await db.Stores.Where(s => s.Id == actor.StoreId).Select(s => new { s.WeighShare, s.WeighGrams }).SingleAsync(ct);
        return new WeighTolerance(store.WeighShare, store.WeighGrams);
    }

    /// <summary>What is printed and laid into a parcel.</summary>
    public async Task<Result<PackingSlip>> SlipAsync(Guid actionId, Actor actor, CancellationToken ct = default)
    {
        var found = await FindAsync(actionId, actor, ct);
        if (!found.Ok) return found.Refusal;
        if (found.Value is not { Flow: ActionFlow.Shipment } row) return Refusal.NotFound("action.not_found");
        await using var db = databases.For(actor);
        var store = await db.Stores.Where(s => s.Id == actor.StoreId).Select(s => s.Name).SingleAsync(ct);
        var to = row.OrderNo is null ? null : await db.Orders.Where(o => o.OrderNo == row.OrderNo).Select(o => new { o.ReceiverName, o.Phone, o.Province, o.City, o.District, o.Address }).SingleOrDefaultAsync(ct);
        return new PackingSlip(
            store, row.CaseNumber, row.OrderNo, row.Word, row.Terms, row.CustomerNick, to?.ReceiverName, to?.Phone is { Length: > Tail } phone ? phone[^Tail..] : null,
            to is null ? null : string.Join(' ', new[] { to.Province, to.City, to.District }.Where(part => !string.IsNullOrEmpty(part))), to?.Address, row.Lines, row.Courier, row.Waybill, row.WaitsFor);
    }

    /// <summary>What is to do on every list: one statement.</summary>
    internal async Task<WarehouseToDo> CountAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var (checks, returns, stock) = (db.ToDo(Desk.Warehouse, ActionFlow.Check), db.ToDo(Desk.Warehouse, ActionFlow.Return).Where(a => a.State != ActionState.Asked), db.ToDo(Desk.Warehouse, ActionFlow.Task));
        var packing = db.Ways(WarehouseList.Packing).Aggregate((all, next) => all.Concat(next));
        var (ready, waiting) = (packing.Where(a => a.State != ActionState.Asked), db.Waiting(packing.Where(a => a.State != ActionState.Asked)));
        var parcels = db.OwnerlessParcels.Where(p => p.State == OwnerlessState.Waiting);
        return await db.Stores.Where(s => s.Id == storeId).Select(s => new WarehouseToDo(
            checks.Count(), returns.Count(a => a.State == ActionState.Arrived), returns.Count(a => a.State != ActionState.Arrived), parcels.Count(), ready.Count() - waiting.Count(), stock.Count(),
            checks.Sum(a => (long)a.Version) + (returns.Sum(a => (long)a.Version) * 7) + (stock.Sum(a => (long)a.Version) * 31) + (packing.Sum(a => (long)a.Version) * 101), parcels.Max(p => (DateTimeOffset?)p.ArrivedAt))).SingleAsync(ct);
    }

    private static IQueryable<CaseAction> First(IQueryable<CaseAction> actions) => actions.OrderBy(a => a.DueAt).ThenBy(a => a.Id).Take(PageSize + 1);

    private static IQueryable<CaseAction> After(IQueryable<CaseAction> actions, WarehouseCursor after) => after.DueAt is { } due
        ? actions.Where(a => a.DueAt == null || a.DueAt > due || (a.DueAt == due && a.Id > after.Id))
        : actions.Where(a => a.DueAt == null && a.Id > after.Id);
}
