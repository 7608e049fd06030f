using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Application.Stores.Demo;

/// <summary>The orders of the demo script, with one item and one parcel each and the customers who placed them.</summary>
internal static class DemoOrders
{
    private const string Sql = """
        with script as (
            select gen_random_uuid() as id, c.buyer, o.*, $3 - make_interval(days => o.days, secs => ('x' || left(md5(o.no), 4))::bit(16)::int % 40000) as created
            from jsonb_to_recordset($1) as c(buyer text, "order" jsonb),
                 jsonb_to_record(c."order") as o(no text, days int, status text, style text, title text, price numeric, sku text, province text, city text, district text,
                                                 courier text, waybill text, receiver text, phone text, memo text, flag text, batch text, quantity int)),
        buyers as (
            insert into customers (id, store_id, nick, first_seen_at, version)
            select gen_random_uuid(), $2, buyer, min(created), 0 from script group by buyer
            returning id, nick),
        placed as (
            insert into orders (id, store_id, order_no, customer_id, buyer_nick, status, goods_amount, postage_amount, total_amount, paid_amount, title, quantity, seller_memo,
                                receiver_name, phone, province, city, district, address, created_at, paid_at, shipped_at, confirmed_at, extra, imported_at, version)
            select s.id, $2, no, b.id, buyer, status, price * quantity, 0, price * quantity, price * quantity, title, quantity, memo, receiver, phone, province, city, district, '测试路 ' || days || ' 号', created,
                   created + interval '3 minutes', case when status <> 'WaitSellerSend' then created + interval '20 hours' end,
                   case when status in ('BuyerSigned', 'Finished') then created + interval '2 days' end, '{}', $3, 0
            from script s join buyers b on b.nick = s.buyer),
        items as (
            insert into order_lines (id, store_id, order_no, line_key, title, sku, style_code, price, quantity, paid_amount, status, extra, imported_at)
            select gen_random_uuid(), $2, no, no || '1', title, sku, style, price, quantity, price * quantity, status,
                   jsonb_strip_nulls(jsonb_build_object('批次', batch, '供应商', (array['一号针织厂', '二号针织厂', '三号成衣厂'])[1 + ('x' || left(md5(style), 4))::bit(16)::int % 3])), $3 from script)
        insert into parcels (id, store_id, order_no, waybill, courier, shipped_at, imported_at)
        select gen_random_uuid(), $2, no, waybill, courier, created + interval '20 hours', $3 from script where status <> 'WaitSellerSend'
        """;

    public static async Task AddAsync(NpgsqlDataSource source, Guid storeId, IEnumerable<DemoPurchase> orders, DateTimeOffset now, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(orders, JsonSerializerOptions.Web);
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = storeId });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(ct);
    }
}
