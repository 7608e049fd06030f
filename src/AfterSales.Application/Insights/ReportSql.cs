namespace AfterSales.Application.Insights;

/// <summary>
/// The statements that keep reports. Catching up and counting anew read the history by the same words (<see cref="Source"/>, <see cref="AddUpSold"/>) and add up by
/// the same cuts, so that they cannot come to different numbers but by a mistake in taking differences; a test looks for that.
/// $1 is the store, $2 its time zone, $3 the cases or days.
/// </summary>
internal static class ReportSql
{
    /// <summary>Goes up whenever what is counted changes: every store then counts anew.</summary>
    public const int Shape = 1;

    /// <summary>Every occurrence of some cases, from the history. A cost of a case about several pieces is counted with the first of them.</summary>
    private const string Source = """
        with subject as (
            select c.*, line.style, line.batch, parcel.courier, said.responsible
            from cases c
            left join lateral (
                select left(l.style_code, 100) as style, left(batch_of(l.extra), 90) as batch from order_lines l
                where l.store_id = c.store_id and l.order_no = c.order_no and (l.line_key = any(c.items) or c.items = '{}' and not exists (
                    select from order_lines o where o.store_id = l.store_id and o.order_no = l.order_no and o.line_key <> l.line_key))
                order by l.line_key limit 1) line on true
            left join lateral (
                select p.courier from parcels p where p.store_id = c.store_id and p.order_no = c.order_no and p.courier is not null
                order by p.shipped_at desc nulls last, p.waybill desc limit 1) parcel on true
            left join lateral (select e.responsible from case_evaluations e where e.case_id = c.id order by e.id desc limit 1) said on true
            where c.store_id = $1 and c.id = any($3)
        ), piece as (
            select distinct s.id, left(l.style_code, 100) as style, left(batch_of(l.extra), 90) as batch from subject s
            join order_lines l on l.store_id = s.store_id and l.order_no = s.order_no and (l.line_key = any(s.items) or s.items = '{}' and not exists (
                select from order_lines o where o.store_id = l.store_id and o.order_no = l.order_no and o.line_key <> l.line_key))
            where l.style_code is not null
        ), stopped as (
            -- Who answered, resolved or asked is who wrote at that moment.
            select k.*, case k.kind
                    when 'Reply' then (select m.author_id from messages m where m.case_id = k.subject_id and m.sent_at = k.stopped_at and m.kind = 'Reply' order by m.id limit 1)
                    when 'Resolution' then (select h.actor_id from case_history h where h.case_id = k.subject_id and h.kind = 'Resolved' and h.at = k.stopped_at limit 1)
                    when 'FollowUp' then (select f.actor_id from follow_ups f where f.case_id = k.subject_id and f.at = k.stopped_at limit 1) end as by_id
            from clocks k join subject s on s.id = k.subject_id
            where k.breached_at is not null or k.stop_cause in ('HumanReply','Resolved','Decided','Recorded','MovedOn')
        ), found as (
            select id as case_id, 'Opened' as kind, '' as key, null as word, opened_at as at, null as party, null as party_name, style, batch, courier, assignee_id as person_id,
                false as is_late, null::int as seconds, null::numeric as yuan from subject
            union all
            select p.id, 'Piece', p.style || '|' || coalesce(p.batch, ''), s.type, s.opened_at, null, null, p.style, p.batch, s.courier, s.assignee_id, false, null, null
            from piece p join subject s using (id)
            union all
            select s.id, h.kind, h.id::text, null, h.at, null, null, s.style, s.batch, s.courier,
                case h.kind when 'Resolved' then h.actor_id else (select b.actor_id from case_history b where b.case_id = h.case_id and b.kind = 'Resolved' and b.id < h.id order by b.id desc limit 1) end,
                false, null, null
            from case_history h join subject s on s.id = h.case_id where h.kind in ('Reopened','Resolved')
            union all
            select s.id, 'Promise', k.id::text, k.kind, coalesce(k.breached_at, k.stopped_at), null, null, s.style, s.batch, s.courier,
                coalesce(case when k.breached_at is not null then k.responsible_id end, k.by_id, s.assignee_id), k.breached_at is not null, null, null
            from stopped k join subject s on s.id = k.subject_id
            union all
            select s.id, 'Took', k.id::text, k.kind, k.stopped_at, null, null, s.style, s.batch, s.courier, coalesce(k.by_id, s.assignee_id), false,
                least(floor(extract(epoch from k.took)), 2000000000)::int, null
            from stopped k join subject s on s.id = k.subject_id where k.took is not null and k.stop_cause in ('HumanReply','Resolved','Decided','Recorded','MovedOn')
            union all
            select s.id, e.account, e.id::text, null, p.at, e.party, coalesce(e.party_name, e.person_id::text), s.style, s.batch, s.courier, a.agreed_by_id, false, null,
                case e.account when 'Paid' then -e.yuan else e.yuan end
            from ledger_postings p join subject s on s.id = p.case_id join ledger_entries e on e.posting_id = p.id left join case_actions a on a.id = p.action_id
            where e.account in ('Paid','Recovered') or e.account = 'Borne' and p.kind not in ('Recovered','ClaimLost','Surplus')
            union all
            select s.id, case when a.flow = 'Claim' then 'Claim' else 'Remedy' end, a.id::text, case when a.flow = 'Claim' then a.state else a.word end, a.ended_at, null, null,
                s.style, s.batch, case when a.flow = 'Claim' then coalesce(a.courier, s.courier) else s.courier end, a.agreed_by_id, false, null, a.amount
            from case_actions a join subject s on s.id = a.case_id
            where a.ended_at is not null and (a.flow = 'Claim' and a.state in ('Done','Failed') or a.remedy_id = a.id and a.state = 'Done')
            union all
            select s.id, 'FollowUp', f.id::text, f.outcome, f.at, null, null, s.style, s.batch, s.courier, f.actor_id, false, null, null
            from follow_ups f join subject s on s.id = f.case_id
            union all
            select s.id, 'Satisfaction', f.id::text, f.satisfaction::text, f.at, null, null, s.style, s.batch, s.courier, s.assignee_id, false, null, null
            from follow_ups f join subject s on s.id = f.case_id where f.satisfaction is not null
            union all
            select s.id, 'ApprovalAsked', r.id::text, null, r.requested_at, null, null, s.style, s.batch, s.courier, r.requested_by_id, false, null, r.asked_amount
            from approval_requests r join subject s on s.id = r.case_id
            union all
            select s.id, 'ApprovalDecided', r.id::text, r.state, r.decided_at, null, null, s.style, s.batch, s.courier, r.requested_by_id, false, null, r.amount
            from approval_requests r join subject s on s.id = r.case_id where r.decided_at is not null
            union all
            select s.id, 'Review', '', r.rating, r.recorded_at, null, null, coalesce(left(r.style, 100), s.style), s.batch, s.courier, s.assignee_id, false, null, null
            from reviews r join subject s on s.id = r.case_id
            union all
            select s.id, v.kind, '', v.word, r.outcome_at, null, null, coalesce(left(r.style, 100), s.style), s.batch, s.courier, s.assignee_id, false, null, null
            from reviews r join subject s on s.id = r.case_id
            cross join lateral (select 'ReviewEnded' as kind, r.outcome as word union all select 'ReviewRescued', null where r.is_rescued) v
            where r.outcome_at is not null
        )
        select s.store_id, f.case_id, f.kind, f.key, f.word, f.at, (f.at at time zone $2)::date as day, to_char(f.at at time zone $2, 'ID-HH24') as hour, s.type, s.subtype, s.responsible,
            f.party, f.party_name, f.style, f.batch, f.courier, f.person_id, f.is_late, f.seconds, f.yuan
        from found f join subject s on s.id = f.case_id
        """;

    private const string Columns = "store_id, case_id, kind, key, word, at, day, hour, type, subtype, responsible, party, party_name, style, batch, courier, person_id, is_late, seconds, yuan";

    /// <summary>Reads some cases anew, beside what is there.</summary>
    public const string Read = $"insert into fresh_occurrences ({Columns}) {Source}";

    /// <summary>Adds what came and takes off what went. Before anything is written of it, so that the two can be told apart.</summary>
    public const string AddUp = $"""
        with changed as (
            select 1 as sign, {Columns} from fresh_occurrences f where f.store_id = $1 and not exists (select from occurrences o where {Matches})
            union all
            select -1, {Columns} from occurrences o where o.store_id = $1 and o.case_id = any($3) and not exists (select from fresh_occurrences f where f.store_id = $1 and {Matches})
        )
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan)
        select $1, {Sums} from changed o
        cross join lateral (values ('Day', o.day), ('Month', date_trunc('month', o.day::timestamp)::date)) spans (span, starts) {Cuts}
        group by 1, 2, 3, 4, 5, 6 having sum(sign) <> 0 or sum(sign) filter (where o.is_late) <> 0 or sum(sign * o.seconds) <> 0 or sum(sign * o.yuan) <> 0
        -- In one order, whoever adds up.
        order by 2, 3, 4, 5, 6
        on conflict (store_id, measure, cut, span, starts, key) do update set
            count = roll_ups.count + excluded.count, late = roll_ups.late + excluded.late, seconds = roll_ups.seconds + excluded.seconds, yuan = roll_ups.yuan + excluded.yuan
        """;

    public const string Forget = $"delete from occurrences o where o.store_id = $1 and o.case_id = any($3) and not exists (select from fresh_occurrences f where f.store_id = $1 and {Matches})";

    public const string Keep = $"insert into occurrences ({Columns}) select {Columns} from fresh_occurrences f where f.store_id = $1 on conflict (case_id, kind, key) do nothing";

    public const string Clear = "delete from fresh_occurrences where store_id = $1";

    /// <summary>Counts some cases of a store whose occurrences are gone.</summary>
    public const string KeepAnew = $"insert into occurrences ({Columns}) {Source}";

    /// <summary>Adds up every occurrence of a store whose roll-ups are gone: days first, months of them.</summary>
    public const string AddUpAnew = $"""
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan)
        select $1, {Sums} from (select 1 as sign, * from occurrences where store_id = $1) o cross join lateral (values ('Day', o.day)) spans (span, starts) {Cuts}
        group by 1, 2, 3, 4, 5, 6
        """;

    public const string MonthsAnew = $"insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan) {Months} group by 1, 2, 3, 4, 5, 6";

    /// <summary>The days on which something was sold.</summary>
    public const string DaysOfOrders = "select distinct (created_at at time zone $2)::date from orders where store_id = $1 and created_at is not null";

    public const string ForgetSold = """
        delete from roll_ups r using (select d, date_trunc('month', d::timestamp)::date as month from unnest($3) d) days
        where r.store_id = $1 and r.measure in ('Orders','Shipped','Parcels') and (r.span = 'Day' and r.starts = days.d or r.span = 'Month' and r.starts = days.month)
        """;

    /// <summary>What was sold on some days, whose roll-ups are gone.</summary>
    public const string AddUpSold = """
        with placed as (
            select days.d as day, o.order_no, o.paid_at, o.paid_amount, o.shipped_at from unnest($3) days (d)
            join orders o on o.store_id = $1 and o.created_at >= (days.d::timestamp at time zone $2) - interval '2 hours' and o.created_at < ((days.d + 1)::timestamp at time zone $2) + interval '2 hours'
                and (o.created_at at time zone $2)::date = days.d
        )
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan)
        select $1, 'Orders', 'All', 'Day', day, '', count(*), 0, 0, coalesce(sum(paid_amount), 0) from placed where paid_at is not null or paid_amount > 0 group by day
        union all
        select $1, 'Shipped', cuts.cut, 'Day', p.day, cuts.key, sum(coalesce(l.quantity, 1)), 0, 0, 0
        from placed p join order_lines l on l.store_id = $1 and l.order_no = p.order_no
        cross join lateral (values ('All', ''), ('Style', left(l.style_code, 100)), ('Batch', left(l.style_code, 100) || '|' || left(batch_of(l.extra), 90))) cuts (cut, key)
        where p.shipped_at is not null and cuts.key is not null group by p.day, cuts.cut, cuts.key
        union all
        select $1, 'Parcels', cuts.cut, 'Day', p.day, cuts.key, count(*), 0, 0, 0
        from placed p join parcels l on l.store_id = $1 and l.order_no = p.order_no cross join lateral (values ('All', ''), ('Courier', l.courier)) cuts (cut, key)
        where cuts.key is not null group by p.day, cuts.cut, cuts.key
        """;

    /// <summary>The months of those days.</summary>
    public const string SoldMonths = $"""
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan) {Months}
            and measure in ('Orders','Shipped','Parcels') and date_trunc('month', starts::timestamp)::date in (select date_trunc('month', d::timestamp)::date from unnest($3) d)
        group by 1, 2, 3, 4, 5, 6
        """;

    private const string Months = """
        select store_id, measure, cut, 'Month', date_trunc('month', starts::timestamp)::date, key, sum(count), sum(late), sum(seconds), sum(yuan)
        from roll_ups where store_id = $1 and span = 'Day'
        """;

    private const string Matches = """
        o.case_id = f.case_id and o.kind = f.kind and o.key = f.key
        and (o.word, o.at, o.day, o.hour, o.type, o.subtype, o.responsible, o.party, o.party_name, o.style, o.batch, o.courier, o.person_id, o.is_late, o.seconds, o.yuan)
            is not distinct from (f.word, f.at, f.day, f.hour, f.type, f.subtype, f.responsible, f.party, f.party_name, f.style, f.batch, f.courier, f.person_id, f.is_late, f.seconds, f.yuan)
        """;

    private const string Sums = """
        o.kind || coalesce(':' || o.word, ''), cuts.cut, spans.span, spans.starts, cuts.key,
        sum(sign), coalesce(sum(sign) filter (where o.is_late), 0), coalesce(sum(sign * o.seconds::bigint), 0), coalesce(sum(sign * o.yuan), 0)
        """;

    private const string Cuts = """
        cross join lateral (values
            ('All', ''),
            ('Type', o.type),
            ('Subtype', o.subtype),
            ('Responsible', o.responsible),
            ('Courier', o.courier),
            ('CourierSubtype', case when o.kind = 'Opened' then o.courier || '|' || o.subtype end),
            ('Person', o.person_id::text),
            ('Style', case when o.kind in ('Piece','Borne','Recovered','Review','ReviewEnded') then o.style end),
            ('Batch', case when o.kind in ('Piece','Borne') then o.style || '|' || o.batch end),
            ('Party', o.party),
            ('PartyName', o.party || '|' || o.party_name),
            ('Hour', case when o.kind in ('Opened','Promise') then o.hour end),
            -- From an hour on, whole minutes: nobody asks for more, and a distribution stays short.
            ('Seconds', (o.seconds - case when o.seconds < 3600 then 0 else o.seconds % 60 end)::text),
            ('PersonSeconds', o.person_id || '|' || (o.seconds - case when o.seconds < 3600 then 0 else o.seconds % 60 end))) cuts (cut, key)
        where cuts.key is not null
        """;
}
