using AfterSales.Application.Customers.Privacy;

namespace AfterSales.Application.Importing.Staging;

/// <summary>
/// Empties what a file brings again of erased buyers: their names, numbers, addresses and words, not the money and the states of their orders. A file that tells nothing erases nothing and brings nothing
/// back. In the same transaction as what is written of it, under a lock that whoever erases waits for: what is erased meanwhile is known here.
/// </summary>
internal sealed class ErasedStaging(StagedStatements statements, ErasureKeys keys, Guid storeId)
{
    // By its number, whatever else it says; by the nick only what is older: a new order of the same buyer is a new customer's.
    private static readonly string IsErasedOrder = $"({Known("order", "s.order_no")} or {Known("nick", "s.buyer_nick", "coalesce(s.created_at, '-infinity') <= k.at")})";
    private static readonly string IsErasedRefund = $"({Known("order", "s.order_no")} or {Known("nick", "s.buyer_nick", "coalesce(s.applied_at, '-infinity') <= k.at")})";

    private static readonly string Orders = $"""
        update staged_order_lines l set extra = null where l.order_no > @after and l.order_no <= @through and l.extra is not null and ({Known("order", "l.order_no")}
            or exists (select from staged_orders s where s.order_no = l.order_no and {IsErasedOrder}));
        update staged_orders s set buyer_nick = null, buyer_message = null, seller_memo = null, receiver_name = null, phone = null, city = null, district = null, address = null, post_code = null, extra = null
        where s.order_no > @after and s.order_no <= @through and {IsErasedOrder}
        """;

    private static readonly string Refunds = $"update staged_platform_refunds s set buyer_nick = null, words = null, extra = null where s.refund_no > @after and s.refund_no <= @through and {IsErasedRefund}";

    /// <summary>A row that was refused may have any form: whatever part of it is a nick or an order number that was erased empties it.</summary>
    public static readonly string Refusals = $"""
        update staged_refusals r set row_text = '', args = array_fill(''::text, array[cardinality(r.args)])
        where exists (select from regexp_split_to_table(r.row_text || ' ' || array_to_string(r.args, ' '), '[[:space:],;|"]+') cell
            join erased_keys k on k.store_id = @store and k.hash in ({ErasureKeys.InSql("order", "cell")}, {ErasureKeys.InSql("nick", "cell")}))
        """;

    /// <summary>Asked for before the transaction: who holds a connection must not wait for another.</summary>
    public ValueTask<byte[]?> KeyAsync(CancellationToken ct) => keys.OfAsync(storeId, ct);

    /// <param name="key">Null where there is nobody to remember.</param>
    public Task EmptyOrdersAsync(byte[]? key, string after, string through, CancellationToken ct) => EmptyAsync(Orders, key, after, through, ct);

    public Task EmptyRefundsAsync(byte[]? key, string after, string through, CancellationToken ct) => EmptyAsync(Refunds, key, after, through, ct);

    private async Task EmptyAsync(string sql, byte[]? key, string after, string through, CancellationToken ct)
    {
        if (key is null) return;
        await statements.ExecuteAsync(CustomerEraser.ImportLock, ct, ("store", storeId));
        await statements.ExecuteAsync(sql, ct, ("store", storeId), ("key", key), ("after", after), ("through", through));
    }

    private static string Known(string kind, string column, string? and = null) =>
        $"exists (select from erased_keys k where k.store_id = @store and k.hash = {ErasureKeys.InSql(kind, column)}{(and is null ? "" : " and " + and)})";
}
