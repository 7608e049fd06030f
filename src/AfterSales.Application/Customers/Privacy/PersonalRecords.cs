namespace AfterSales.Application.Customers.Privacy;

/// <summary>One file of the copy that a buyer gets: what it is called, and its rows as JSON, the oldest first. $1 is the store, $2 the customer.</summary>
internal sealed record PersonalRecords(PersonalKind Kind, string Sql)
{
    private static readonly string TheirOrder = $"o.store_id = $1 and o.id in ({PersonalOrders.Ids("$1", "$2")})";

    private const string Cases = "cases c where c.store_id = $1 and c.customer_id = $2";

    /// <summary>What was said with them, done for them and noted of them; not what people of the store wrote to each other, nor what others said.</summary>
    public static readonly PersonalRecords[] All =
    [
        new(PersonalKind.Orders, $"""
            select jsonb_build_object('order_no', o.order_no, 'nick', o.buyer_nick, 'status', o.status_text, 'ordered_at', o.created_at, 'paid_at', o.paid_at, 'shipped_at', o.shipped_at, 'paid_yuan', o.paid_amount, 'refunded_yuan', o.refund_amount,
                'receiver', o.receiver_name, 'phone', o.phone, 'province', o.province, 'city', o.city, 'district', o.district, 'address', o.address, 'post_code', o.post_code, 'message_to_seller', o.buyer_message, 'payment_no', o.pay_no,
                'other_columns', o.extra, 'items', (select jsonb_agg(jsonb_build_object('title', l.title, 'sku', l.sku, 'quantity', l.quantity, 'paid_yuan', l.paid_amount, 'other_columns', l.extra) order by l.line_key) from order_lines l where l.store_id = o.store_id and l.order_no = o.order_no))
            from orders o where {TheirOrder} order by o.created_at, o.id
            """),
        new(PersonalKind.Parcels, $"""
            select jsonb_build_object('order_no', p.order_no, 'courier', p.courier, 'waybill', p.waybill, 'shipped_at', p.shipped_at)
            from orders o join parcels p on p.store_id = o.store_id and p.order_no = o.order_no where {TheirOrder} order by o.created_at, p.id
            """),
        new(PersonalKind.Refunds, $"""
            select jsonb_build_object('refund_no', r.refund_no, 'order_no', r.order_no, 'status', r.status_text, 'yuan', r.amount, 'reason', r.reason, 'words', r.words, 'asked_at', r.applied_at, 'return_waybill', r.return_waybill, 'other_columns', r.extra)
            from orders o join platform_refunds r on r.store_id = o.store_id and r.order_no = o.order_no where {TheirOrder} order by r.applied_at, r.id
            """),
        new(PersonalKind.Cases, $"""
            select jsonb_build_object('number', c.number, 'type', c.type, 'subtype', c.subtype, 'state', c.state, 'channel', c.channel, 'order_no', c.order_no, 'opened_at', c.opened_at, 'resolved_at', c.resolved_at, 'closed_at', c.closed_at)
            from {Cases} order by c.opened_at, c.id
            """),
        new(PersonalKind.Messages, $"""
            select jsonb_build_object('case', c.number, 'at', m.sent_at, 'from', case when m.kind = 'Buyer' then 'you' else 'store' end, 'channel', m.channel, 'text', m.text)
            from {Cases.Replace(" where ", " join messages m on m.case_id = c.id where ", StringComparison.Ordinal)} and m.kind <> 'Note' order by m.sent_at, m.id
            """),
        new(PersonalKind.PhoneAgreements, $"""
            select jsonb_build_object('case', c.number, 'at', p.at, 'step', p.step, 'words', p.words)
            from {Cases.Replace(" where ", " join phone_agreements p on p.case_id = c.id where ", StringComparison.Ordinal)} order by p.id
            """),
        new(PersonalKind.FollowUps, $"""
            select jsonb_build_object('case', c.number, 'at', f.at, 'outcome', f.outcome, 'satisfaction', f.satisfaction, 'words', f.words)
            from {Cases.Replace(" where ", " join follow_ups f on f.case_id = c.id where ", StringComparison.Ordinal)} order by f.id
            """),
        new(PersonalKind.Reviews, $"""
            select jsonb_build_object('case', c.number, 'order_no', r.order_no, 'posted_at', r.posted_at, 'rating', r.rating, 'stars', r.stars, 'text', r.text, 'later_text', r.new_text, 'link', r.link,
                'replies', (select jsonb_agg(jsonb_build_object('at', y.at, 'by', y.voice, 'text', y.text) order by y.id) from review_replies y where y.case_id = c.id))
            from {Cases.Replace(" where ", " join reviews r on r.case_id = c.id where ", StringComparison.Ordinal)} order by r.recorded_at, c.id
            """),
        new(PersonalKind.Payouts, """
            select jsonb_build_object('order_no', p.order_no, 'yuan', p.amount, 'method', p.method, 'account', p.payee, 'state', p.state, 'asked_at', p.requested_at, 'sent_at', p.sent_at, 'confirmed_at', p.confirmed_at, 'receipt_no', p.receipt_no)
            from payouts p where p.store_id = $1 and p.customer_id = $2 order by p.requested_at, p.id
            """),
        new(PersonalKind.Flags, """
            select jsonb_build_object('at', f.at, 'colour', f.colour, 'memo', f.memo) from flag_changes f where f.store_id = $1 and f.customer_id = $2 order by f.id
            """),
        new(PersonalKind.StaffNotes, """
            select jsonb_build_object('at', n.at, 'text', n.text) from staff_notes n where n.store_id = $1 and n.customer_id = $2 order by n.at, n.id
            """),
        new(PersonalKind.Evidence, $"""
            select jsonb_build_object('case', c.number, 'name', e.name, 'added_at', e.added_at, 'shows', e.label, 'type', e.content_type, 'bytes', e.size, 'sha256', e.sha256, 'link', e.url)
            from {Cases.Replace(" where ", " join evidence e on e.case_id = c.id join messages m on m.id = e.message_id where ", StringComparison.Ordinal)} and m.kind = 'Buyer' and e.removed_at is null order by e.added_at, e.id
            """),
    ];

    /// <summary>The files they sent themselves: id, name, hash and type.</summary>
    public const string Files = """
        select e.id, c.number, e.name, e.sha256, e.content_type from cases c join evidence e on e.case_id = c.id join messages m on m.id = e.message_id
        where c.store_id = $1 and c.customer_id = $2 and m.kind = 'Buyer' and e.removed_at is null and e.sha256 is not null order by e.added_at, e.id
        """;
}
