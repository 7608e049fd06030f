using static NpgsqlTypes.NpgsqlDbType;

namespace AfterSales.Application.Importing.Staging;

/// <summary>The kinds of things that files tell of. The order of columns is the order in which <see cref="StagedRows"/> writes them.</summary>
internal static class StagingTables
{
    public static readonly StagingTable Orders = new("orders", ["order_no"],
    [
        new("buyer_nick", Text),
        new("status", Text, MergeRule.State),
        new("status_text", Text, MergeRule.StateWords),
        new("close_reason", Text),
        new("goods_amount", Numeric),
        new("postage_amount", Numeric),
        new("total_amount", Numeric),
        new("paid_amount", Numeric),
        new("refund_amount", Numeric),
        new("pay_no", Text),
        new("title", Text),
        new("quantity", Integer),
        new("buyer_message", Text),
        new("seller_memo", Text),
        new("receiver_name", Text, MergeRule.KeepUnmasked),
        new("phone", Text, MergeRule.KeepUnmasked),
        new("province", Text),
        new("city", Text),
        new("district", Text),
        new("address", Text, MergeRule.KeepUnmasked),
        new("post_code", Text),
        new("created_at", TimestampTz),
        new("paid_at", TimestampTz),
        new("shipped_at", TimestampTz),
        new("ship_due_at", TimestampTz),
        new("confirmed_at", TimestampTz),
        new("imported_flag", Text),
        new("extra", Jsonb, MergeRule.Extra),
    ]);

    public static readonly StagingTable Lines = new("order_lines", ["order_no", "line_key"],
    [
        new("sub_order_no", Text),
        new("title", Text),
        new("sku", Text),
        new("style_code", Text),
        new("price", Numeric),
        new("quantity", Integer),
        new("paid_amount", Numeric),
        new("status", Text, MergeRule.State),
        new("status_text", Text, MergeRule.StateWords),
        new("refund_status_text", Text),
        new("refund_amount", Numeric),
        new("extra", Jsonb, MergeRule.Extra),
    ]);

    public static readonly StagingTable Parcels = new("parcels", ["order_no", "waybill"],
    [
        new("courier", Text),
        new("shipped_at", TimestampTz),
    ]);

    public static readonly StagingTable Refunds = new("platform_refunds", ["refund_no"],
    [
        new("order_no", Text),
        new("buyer_nick", Text, MergeRule.KeepUnmasked),
        new("type", Text, MergeRule.State),
        new("type_text", Text),
        new("status", Text, MergeRule.State),
        new("status_text", Text, MergeRule.StateWords),
        new("goods_status", Text),
        new("amount", Numeric),
        new("title", Text),
        new("reason", Text),
        new("words", Text),
        new("return_waybill", Text),
        new("return_courier", Text),
        new("applied_at", TimestampTz),
        new("returned_at", TimestampTz),
        new("finished_at", TimestampTz),
        new("deadline", TimestampTz, MergeRule.OfState),
        new("deadline_text", Text, MergeRule.OfState),
        new("proof_deadline", TimestampTz, MergeRule.OfState),
        new("proof_deadline_text", Text, MergeRule.OfState),
        new("intervention", Text),
        new("extra", Jsonb, MergeRule.Extra),
    ]);

    /// <summary>What an order is made of.</summary>
    public static readonly StagingTable[] OfOrders = [Orders, Lines, Parcels];

    public static readonly StagingTable[] All = [.. OfOrders, Refunds];
}
