using System.Text.Json;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Orders;
using AfterSales.Domain.Shared;
using Npgsql;

namespace AfterSales.Application.Importing.Staging;

/// <summary>Rows of the file on their way into the staging tables, a few thousand at a time.</summary>
internal sealed class StagedRows(DateTimeOffset now, int firstSeq = 0)
{
    // When rows disagree about an order, its own row is believed before the delivery, and that before its lines.
    private const short OfLine = 0, OfDelivery = 1, OfOrder = 2;

    private readonly List<StagedRow> orders = [];
    private readonly List<StagedRow> lines = [];
    private readonly List<StagedRow> parcels = [];
    private readonly List<StagedRow> refunds = [];
    private int seq = firstSeq;

    public int Count => orders.Count + refunds.Count;

    /// <summary>An empty one for the rows that come after these.</summary>
    public StagedRows Next() => new(now, seq);

    public void Add(ImportRow row)
    {
        switch (row)
        {
            case OrderRow order:
                Add(order);
                break;
            case OrderLineRow line:
                Add(line);
                break;
            case DeliveryRow delivery:
                AddOrder(OfDelivery, delivery.OrderNo, receiver: delivery.Receiver, phone: delivery.Phone, address: delivery.Address, extra: Extra(delivery.Extra));
                break;
            case RefundRow refund:
                Add(refund);
                break;
        }
    }

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await CopyAsync(connection, StagingTables.Orders, orders, ct);
        await CopyAsync(connection, StagingTables.Lines, lines, ct);
        await CopyAsync(connection, StagingTables.Parcels, parcels, ct);
        await CopyAsync(connection, StagingTables.Refunds, refunds, ct);
    }

    private void Add(OrderRow row)
    {
        var carrier = row.Waybills.Count == 0 ? row.Carrier : null;
        AddOrder(OfOrder, row.OrderNo, row.BuyerNick, row.Status, row.StatusText, row.CloseReason, row.Payable, row.Postage, row.Total, row.Paid, row.RefundAmount,
            row.PayNo, row.Title, row.Quantity, row.BuyerMessage, row.SellerMemo, row.Receiver, row.Phone, row.Address,
            row.CreatedAt, row.PaidAt, row.ShippedAt, row.LatestShipAt, row.ConfirmedAt, row.Flag,
            Extra(row.Extra, ("店铺名称", row.ShopName), ("备注标签", row.Flag is null ? row.FlagText : null), ("物流公司", carrier)));
        AddParcels(OfOrder, row.OrderNo, row.Waybills, row.Carrier, row.ShippedAt);
    }

    private void Add(OrderLineRow row)
    {
        // The line's state, title and amounts are its own; what it tells of the whole order fills what the order's row does not.
        AddOrder(OfLine, row.OrderNo, payNo: row.PayNo, buyerMessage: row.BuyerMessage, sellerMemo: row.SellerMemo,
            createdAt: row.CreatedAt, paidAt: row.PaidAt, shippedAt: row.ShippedAt, shipDueAt: row.LatestShipAt, flag: row.Flag);
        lines.Add(new(
        [
            row.OrderNo, row.LineKey, row.SubOrderNo, row.Title, row.SkuText, row.OuterCode, row.UnitPrice, row.Quantity, row.Paid,
            StatusOf(row.Status), row.StatusText, row.RefundStatusText, row.RefundAmount,
            Extra(row.Extra, ("商品ID", row.ItemNo), ("买家应付货款", row.Payable?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("备注标签", row.Flag is null ? row.FlagText : null)),
        ], OfLine, seq++));
        AddParcels(OfLine, row.OrderNo, row.Waybills, row.Carrier, row.ShippedAt);
    }

    private void Add(RefundRow row) => refunds.Add(new(
    [
        row.RefundNo, row.OrderNo, row.BuyerNick, row.Type == RefundType.Unknown ? null : row.Type.ToString(), row.TypeText,
        row.Status == RefundStatus.Unknown ? null : row.Status.ToString(), row.StatusText, row.GoodsStatus, row.Amount, row.Title, row.Reason, row.Words,
        row.ReturnWaybill, row.ReturnCarrier, row.AppliedAt, row.ReturnedAt, row.FinishedAt, row.Deadline, row.DeadlineText, row.ProofDeadline, row.ProofDeadlineText,
        row.Intervention, Extra(row.Extra),
    ], OfOrder, seq++));

    private void AddOrder(short rank, string orderNo, string? nick = null, OrderStatus status = OrderStatus.Unknown, string? statusText = null, string? closeReason = null,
        decimal? goods = null, decimal? postage = null, decimal? total = null, decimal? paid = null, decimal? refund = null,
        string? payNo = null, string? title = null, int? quantity = null, string? buyerMessage = null, string? sellerMemo = null,
        string? receiver = null, string? phone = null, PostalAddress? address = null, DateTimeOffset? createdAt = null, DateTimeOffset? paidAt = null,
        DateTimeOffset? shippedAt = null, DateTimeOffset? shipDueAt = null, DateTimeOffset? confirmedAt = null, FlagColour? flag = null, string? extra = null) =>
        orders.Add(new(
        [
            orderNo, nick, StatusOf(status), statusText, closeReason, goods, postage, total, paid, refund, payNo, title, quantity, buyerMessage, sellerMemo,
            receiver, phone, Told(address?.Province), Told(address?.City), Told(address?.District), Told(address?.Detail), address?.PostalCode,
            createdAt, paidAt, shippedAt, shipDueAt, confirmedAt, flag?.ToString(), extra,
        ], rank, seq++));

    private void AddParcels(short rank, string orderNo, IReadOnlyList<string> waybills, string? carrier, DateTimeOffset? shippedAt)
    {
        foreach (var waybill in waybills) parcels.Add(new([orderNo, waybill, carrier, shippedAt], rank, seq++));
    }

    private async Task CopyAsync(NpgsqlConnection connection, StagingTable table, List<StagedRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync(table.Copy, ct);
        Write(copy, table, rows);
        await copy.CompleteAsync(ct);
    }

    // Not asynchronous: millions of cells go into a buffer, and awaiting each costs more than writing it.
    private void Write(NpgsqlBinaryImporter copy, StagingTable table, List<StagedRow> rows)
    {
        var keys = rows[0].Values.Length - table.Columns.Count;
        foreach (var (values, rank, order) in rows)
        {
            copy.StartRow();
            copy.Write(Ids.New(now));
            copy.Write(rank);
            copy.Write(order);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is not { } value) copy.WriteNull();
                else copy.Write(value, i < keys ? NpgsqlTypes.NpgsqlDbType.Text : table.Columns[i - keys].Type);
            }
        }
    }

    private static string? StatusOf(OrderStatus status) => status == OrderStatus.Unknown ? null : status.ToString();

    private static string? Told(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Extra(IReadOnlyDictionary<string, string> extra, params ReadOnlySpan<(string Key, string? Value)> more)
    {
        var all = extra;
        foreach (var (key, value) in more)
        {
            if (value is null || all.ContainsKey(key)) continue;
            if (ReferenceEquals(all, extra)) all = new Dictionary<string, string>(extra, StringComparer.Ordinal);
            ((Dictionary<string, string>)all)[key] = value;
        }

        return all.Count == 0 ? null : JsonSerializer.Serialize(all, Json.Options);
    }

    private sealed record StagedRow(object?[] Values, short Rank, int Seq);
}
