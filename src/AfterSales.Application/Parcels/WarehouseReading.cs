using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Parcels;

/// <summary>How the lists of the warehouse's desk are read. Each query runs on the index of what a desk has to do.</summary>
internal static class WarehouseReading
{
    private static readonly Desk[] Either = [Desk.Agent, Desk.Warehouse];

    /// <summary>The actions of a list, one way per part of the index.</summary>
    public static IEnumerable<IQueryable<CaseAction>> Ways(this StoreDb db, WarehouseList list) => list switch
    {
        WarehouseList.Checks => [db.ToDo(Desk.Warehouse, ActionFlow.Check)],
        WarehouseList.Returns => [db.ToDo(Desk.Warehouse, ActionFlow.Return).Where(a => a.State != ActionState.Asked)],
        // Goods are packed here, whoever agreed them.
        WarehouseList.Packing => Either.Select(desk => db.ToDo(desk, ActionFlow.Shipment).Where(a => a.Word != ActionCatalogue.SentOn)),
        WarehouseList.Stock => [db.ToDo(Desk.Warehouse, ActionFlow.Task)],
        _ => [],
    };

    /// <summary>What of a desk's flow has not ended and belongs to a case that is not closed.</summary>
    public static IQueryable<CaseAction> ToDo(this StoreDb db, Desk desk, ActionFlow flow) =>
        db.CaseActions.AsNoTracking().Where(a => a.Desk == desk && a.Flow == flow).Where(a => a.State != ActionState.Done && a.State != ActionState.Voided && a.State != ActionState.Failed)
            .Where(a => db.Cases.Any(c => c.Id == a.CaseId && c.State != CaseState.Closed));

    /// <summary>What waits for another action that has not ended well.</summary>
    public static IQueryable<CaseAction> Waiting(this StoreDb db, IQueryable<CaseAction> actions) =>
        actions.Where(a => db.CaseActions.Any(first => first.CaseId == a.CaseId && a.After.Contains(first.Id) && first.State != ActionState.Done));

    /// <summary>Fills rows in: their cases, their goods, and what they wait for. Four queries, however many rows.</summary>
    public static async Task<List<WarehouseRow>> FillAsync(this StoreDb db, IReadOnlyList<CaseAction> actions, CancellationToken ct)
    {
        if (actions.Count == 0) return [];
        var caseIds = actions.Select(a => a.CaseId).Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var goods = await db.GoodsAsync([.. cases.Values.Select(c => c.OrderNo).OfType<string>().Distinct()], ct);
        var firstIds = actions.SelectMany(a => a.After).Distinct().ToList();
        var firsts = firstIds.Count == 0 ? [] : await db.CaseActions.AsNoTracking().Where(a => firstIds.Contains(a.Id) && a.State != ActionState.Done).ToDictionaryAsync(a => a.Id, a => a.Word, ct);
        return [.. actions.Select(action =>
        {
            var subject = cases[action.CaseId];
            return new WarehouseRow(
                action.Id, subject.Number, subject.CustomerNick, subject.Type, subject.Subtype, subject.OrderNo, action.Word, action.Flow, action.State, action.DueAt, action.Courier, action.Waybill, action.Terms,
                // What was agreed with the buyer may speak of money.
                action.Desk == Desk.Warehouse ? action.Note : null, [.. action.After.Select(id => firsts.GetValueOrDefault(id)).OfType<string>()], Of(goods, subject.OrderNo, action.Items.Length > 0 ? action.Items : subject.Items), action.Version);
        })];
    }

    /// <summary>The lines of orders by order number, with their keys.</summary>
    public static async Task<ILookup<string, (string Key, GoodsLine Line)>> GoodsAsync(this StoreDb db, IReadOnlyList<string> orderNos, CancellationToken ct)
    {
        if (orderNos.Count == 0) return Array.Empty<(string, (string, GoodsLine))>().ToLookup(pair => pair.Item1, pair => pair.Item2);
        var lines = await db.OrderLines.AsNoTracking().Where(l => orderNos.Contains(l.OrderNo)).OrderBy(l => l.LineKey)
            .Select(l => new { l.OrderNo, l.LineKey, l.Title, l.Sku, l.StyleCode, l.Quantity, l.Extra }).ToListAsync(ct);
        return lines.ToLookup(l => l.OrderNo, l => (l.LineKey, new GoodsLine(l.Title, l.Sku, l.StyleCode, l.Quantity ?? 1, LineWeight.Of(l.Extra, l.Quantity))), StringComparer.Ordinal);
    }

    /// <summary>The lines that somebody chose, or all where nobody did.</summary>
    public static IReadOnlyList<GoodsLine> Of(ILookup<string, (string Key, GoodsLine Line)> goods, string? orderNo, IReadOnlyList<string> chosen)
    {
        if (orderNo is null) return [];
        var all = goods[orderNo].ToList();
        var some = all.FindAll(line => chosen.Contains(line.Key));
        return [.. (some.Count > 0 ? some : all).Select(line => line.Line)];
    }
}
