namespace AfterSales.Application.Insights;

/// <summary>What there is to count, in the words of the history: the one place that says it. $1 is the store, $2 its time zone, $3 the cases.</summary>
internal static class OccurrenceSql
{
    public const string Columns = "store_id, case_id, kind, key, word, at, day, hour, type, subtype, responsible, party, party_name, style, batch, supplier, courier, person_id, is_late, seconds, yuan";

    /// <summary>A row <c>o</c> that was kept says the same as a row <c>f</c> that was read now.</summary>
    public const string Matches = """
        o.case_id = f.case_id and o.kind = f.kind and o.key = f.key
        and (o.word, o.at, o.day, o.hour, o.type, o.subtype, o.responsible, o.party, o.party_name, o.style, o.batch, o.supplier, o.courier, o.person_id, o.is_late, o.seconds, o.yuan)
            is not distinct from (f.word, f.at, f.day, f.hour, f.type, f.subtype, f.responsible, f.party, f.party_name, f.style, f.batch, f.supplier, f.courier, f.person_id, f.is_late, f.seconds, f.yuan)
        """;

    /// <summary>Every occurrence of some cases, from the history. A cost of a case about several pieces is counted with the first of them.</summary>
    public const string Source = """
        with asked as (
            select * from cases where store_id = $1 and id = any($3)
        ), goods as (
            select c.id, l.line_key, left(l.style_code, 100) as style, left(batch_of(l.extra), 90) as batch, left(supplier_of(l.extra), 100) as supplier from asked c
            join order_lines l on l.store_id = c.store_id and l.order_no = c.order_no and (l.line_key = any(c.items) or c.items = '{}' and not exists (
                select from order_lines o where o.store_id = l.store_id and o.order_no = l.order_no and o.line_key <> l.line_key))
        ), subject as (
            select c.*, line.style, line.batch, line.supplier, parcel.courier, said.responsible, bought.shipped_at from asked c
            left join (select distinct on (id) id, style, batch, supplier from goods order by id, line_key) line on line.id = c.id
            left join lateral (
                select p.courier from parcels p where p.store_id = c.store_id and p.order_no = c.order_no and p.courier is not null
                order by p.shipped_at desc nulls last, p.waybill desc limit 1) parcel on true
            left join lateral (select e.responsible from case_evaluations e where e.case_id = c.id order by e.id desc limit 1) said on true
            left join orders bought on bought.store_id = c.store_id and bought.order_no = c.order_no
        ), piece as (
            select id, style, batch, min(supplier) as supplier from goods where style is not null group by id, style, batch
        ), stopped as (
            -- Who answered, resolved or asked is who wrote at that moment: of a reply whose author is not of the store, nobody. Whatever else stopped a clock was the work of whoever had the case then.
            select k.*, case when k.stop_cause = 'HumanReply' then (select m.author_id from messages m where m.case_id = k.subject_id and m.sent_at = k.stopped_at and m.kind = 'Reply' order by m.id limit 1)
                    else coalesce(case k.kind
                        when 'Resolution' then (select h.actor_id from case_history h where h.case_id = k.subject_id and h.kind = 'Resolved' and h.at = k.stopped_at limit 1)
                        when 'FollowUp' then (select f.actor_id from follow_ups f where f.case_id = k.subject_id and f.at = k.stopped_at limit 1) end, holder_of(k.subject_id, k.stopped_at)) end as by_id,
                -- Letting go of a case while its buyer waits does not make it nobody's.
                coalesce(k.responsible_id, case when k.breached_at is not null and k.kind in ('Reply','Promise') then (
                    select h.actor_id from case_history h where h.case_id = k.subject_id and h.kind = 'Released' and h.at > k.started_at and h.at <= k.breached_at and h.data ->> 'from' = h.actor_id::text
                    order by h.id desc limit 1) end) as late_id
            from clocks k join subject s on s.id = k.subject_id
            -- One wait is missed once: a message that arrived late had its clock begin anew.
            where k.breached_at is not null and not (k.kind = 'Reply' and k.stop_cause is not distinct from 'Replaced') or k.stop_cause in ('HumanReply','Resolved','Decided','Recorded','MovedOn')
        ), answered as (
            -- To each of them a wait is no longer than they were on shift in it; of which nothing was, it has no seconds. Most stores have never planned a shift: they are asked once.
            select k.*, who.*, least(k.took, case when duty.planned then on_shift($1, who.replied_id, k.started_at, k.stopped_at) end) as replied,
                least(k.took, case when duty.planned then on_shift($1, who.waited_id, k.started_at, k.stopped_at) end) as waited
            from stopped k cross join (select exists (select from shifts where store_id = $1) as planned) duty
            cross join lateral (select k.by_id as replied_id, case when k.breached_at is not null then k.late_id else k.by_id end as waited_id) who
            where k.kind = 'Reply' and k.took is not null and k.stop_cause = 'HumanReply'
        ), found as (
            select id as case_id, 'Opened' as kind, '' as key, null as word, opened_at as at, null as party, null as party_name, style, batch, supplier, courier, assignee_id as person_id,
                false as is_late, null::int as seconds, null::numeric as yuan from subject
            union all
            select p.id, 'Piece', p.style || '|' || coalesce(p.batch, ''), s.type, s.opened_at, null, null, p.style, p.batch, p.supplier, s.courier, s.assignee_id, false, null, null
            from piece p join subject s using (id)
            union all
            select p.id, 'Faulty', p.style || '|' || coalesce(p.batch, ''), s.type, s.shipped_at, null, null, p.style, p.batch, p.supplier, s.courier, s.assignee_id, false, null, null
            from piece p join subject s using (id) where s.shipped_at is not null
            union all
            select s.id, h.kind, h.id::text, null, h.at, null, null, s.style, s.batch, s.supplier, s.courier,
                case h.kind when 'Resolved' then h.actor_id else (select b.actor_id from case_history b where b.case_id = h.case_id and b.kind = 'Resolved' and b.id < h.id order by b.id desc limit 1) end,
                false, null, null
            from case_history h join subject s on s.id = h.case_id where h.kind in ('Reopened','Resolved')
            union all
            select s.id, 'Promise', k.id::text, k.kind, coalesce(k.breached_at, k.stopped_at), null, null, s.style, s.batch, s.supplier, s.courier,
                case when k.breached_at is not null then k.late_id else k.by_id end, k.breached_at is not null, null, null
            from stopped k join subject s on s.id = k.subject_id
            union all
            select s.id, 'Took', k.id::text, k.kind, k.stopped_at, null, null, s.style, s.batch, s.supplier, s.courier, k.by_id, false,
                least(floor(extract(epoch from k.took)), 2000000000)::int, null
            from stopped k join subject s on s.id = k.subject_id where k.took is not null and k.stop_cause in ('HumanReply','Resolved','Decided','Recorded','MovedOn')
            union all
            select s.id, 'Replied', k.id::text,
                case when exists (select from clocks e where e.subject_id = k.subject_id and e.kind = 'Reply' and e.stop_cause = 'HumanReply' and (e.stopped_at, e.id) < (k.stopped_at, k.id)) then 'Later' else 'First' end,
                k.stopped_at, null, null, s.style, s.batch, s.supplier, s.courier, k.replied_id, false, case when k.replied > interval '0' or k.took = interval '0' then least(floor(extract(epoch from k.replied)), 2000000000)::int end, null
            from answered k join subject s on s.id = k.subject_id
            union all
            -- Whoever answers in the end, the wait was that of the person whose case it was when the limit passed.
            select s.id, 'Waited', k.id::text, null, k.stopped_at, null, null, s.style, s.batch, s.supplier, s.courier,
                k.waited_id, k.breached_at is not null, case when k.waited > interval '0' or k.took = interval '0' then least(floor(extract(epoch from k.waited)), 2000000000)::int end, null
            from answered k join subject s on s.id = k.subject_id
            union all
            select s.id, e.account, e.id::text, null, p.at, e.party, coalesce(e.party_name, e.person_id::text), s.style, s.batch, s.supplier, s.courier, a.agreed_by_id, false, null,
                case e.account when 'Paid' then -e.yuan else e.yuan end
            from ledger_postings p join subject s on s.id = p.case_id join ledger_entries e on e.posting_id = p.id left join case_actions a on a.id = p.action_id
            where e.account in ('Paid','Recovered') or e.account = 'Borne' and p.kind not in ('Recovered','ClaimLost','Surplus')
            union all
            select s.id, case when a.flow = 'Claim' then 'Claim' else 'Remedy' end, a.id::text, case when a.flow = 'Claim' then a.state else a.word end, a.ended_at, null, null,
                s.style, s.batch, s.supplier, case when a.flow = 'Claim' then coalesce(a.courier, s.courier) else s.courier end, a.agreed_by_id, false, null, a.amount
            from case_actions a join subject s on s.id = a.case_id
            where a.ended_at is not null and (a.flow = 'Claim' and a.state in ('Done','Failed') or a.remedy_id = a.id and a.state = 'Done')
            union all
            select s.id, 'FollowUp', f.id::text, f.outcome, f.at, null, null, s.style, s.batch, s.supplier, s.courier, f.actor_id, false, null, null
            -- Where nobody was reached it is still owed.
            from follow_ups f join subject s on s.id = f.case_id where f.outcome <> 'NotReached'
            union all
            -- A mark is for who resolved it, a review for who had the case: handing it over later changes nothing of it.
            select s.id, 'Satisfaction', f.id::text, f.satisfaction::text, f.at, null, null, s.style, s.batch, s.supplier, s.courier,
                (select b.actor_id from case_history b where b.case_id = s.id and b.kind = 'Resolved' and b.at <= f.at order by b.id desc limit 1), false, null, null
            from follow_ups f join subject s on s.id = f.case_id where f.satisfaction is not null
            union all
            select s.id, 'ApprovalAsked', r.id::text, null, r.requested_at, null, null, s.style, s.batch, s.supplier, s.courier, r.requested_by_id, false, null, r.asked_amount
            from approval_requests r join subject s on s.id = r.case_id
            union all
            select s.id, 'ApprovalDecided', r.id::text, r.state, r.decided_at, null, null, s.style, s.batch, s.supplier, s.courier, r.requested_by_id, false, null, r.amount
            from approval_requests r join subject s on s.id = r.case_id where r.decided_at is not null
            union all
            select s.id, 'Review', '', r.rating, r.recorded_at, null, null, coalesce(left(r.style, 100), s.style), s.batch, s.supplier, s.courier, holder_of(s.id, r.recorded_at), false, null, null
            from reviews r join subject s on s.id = r.case_id
            union all
            select s.id, v.kind, '', v.word, r.outcome_at, null, null, coalesce(left(r.style, 100), s.style), s.batch, s.supplier, s.courier, holder_of(s.id, r.outcome_at), false, null, null
            from reviews r join subject s on s.id = r.case_id
            cross join lateral (select 'ReviewEnded' as kind, r.outcome as word union all select 'ReviewRescued', null where r.is_rescued) v
            where r.outcome_at is not null
            union all
            select s.id, 'Opinion', o.id::text, o.word, o.at, null, null, coalesce(o.style, s.style), s.batch, s.supplier, s.courier, o.by_id, false, null, null
            from opinions o join subject s on s.id = o.case_id where o.withdrawn_at is null
        )
        select s.store_id, f.case_id, f.kind, f.key, f.word, f.at, (f.at at time zone $2)::date as day, to_char(f.at at time zone $2, 'ID-HH24') as hour, s.type, s.subtype, s.responsible,
            f.party, f.party_name, f.style, f.batch, f.supplier, f.courier, f.person_id, f.is_late, f.seconds, f.yuan
        from found f join subject s on s.id = f.case_id
        """;
}
