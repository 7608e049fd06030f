-- What was paid, claimed, worked on in the warehouse and reviewed, of the cases that store.sql made: three of ten were paid something, which in every tenth case a courier bears; one in
-- twenty sent goods back, one in fifty is about a review; of those that are open, one in twenty waits for a supervisor. Of what is open a third of the payments wait, a third are under way, and a third did not go.
create temp table paid as
select i, store_id, case_id, customer, order_n, is_open, assignee, opened + interval '10 minutes' as at, seed_id('remedy', i) as action_id, seed_id('payout', i) as payout_id, 5 + i % 20 as yuan,
    case when not is_open then 'Confirmed' else (array['Approved','Sent','Failed'])[1 + i / 10 % 3] end as state,
    case when i % 10 = 6 then '[{"party": "Courier", "percent": 100, "name": "圆通速递"}]' else '[{"party": "Store", "percent": 100}]' end::jsonb as shares
from told where i % 10 in (0, 3, 6);

insert into case_actions (id, store_id, case_id, cycle, word, flow, desk, state, is_required, is_own_authority, place, remedy_id, amount, agreed_by_id, agreed_at, ended_at, due_at, version, after, items, terms)
select action_id, store_id, case_id, 1, 'partial discount', 'Payout', 'Agent', case state when 'Confirmed' then 'Done' when 'Approved' then 'Open' else state end, true, true, 0, action_id, yuan, assignee, at, case when state = 'Confirmed' then at end, null::timestamptz, 1, '{}'::uuid[], '{}'::text[], '{}'::text[] from paid
union all
select seed_id('return', i), store_id, case_id, 1, 'inspect return', 'Return', 'Warehouse', case when not is_open then 'Done' when i % 40 = 7 then 'Arrived' else 'OnTheWay' end, true, false, 0, null, null, assignee, opened, case when not is_open then opened end, opened + interval '7 days', 1, '{}', '{}', '{}' from told where i % 20 = 7
union all
select seed_id('check', i), store_id, case_id, 1, 'weigh slip', 'Check', 'Warehouse', case when is_open then 'Open' else 'Done' end, false, false, 0, null, null, assignee, opened, case when not is_open then opened end, opened + interval '2 hours', 1, '{}', '{}', '{}' from told where i % 20 = 9
union all
select seed_id('ship', i), store_id, case_id, 1, 'reship', 'Shipment', 'Agent', case when is_open then 'Open' else 'Done' end, true, false, 0, seed_id('ship', i), null, assignee, opened, case when not is_open then opened end, opened + interval '24 hours', 1, '{}', '{}', '{}' from told where i % 20 = 11
union all
select seed_id('claim', i), store_id, case_id, 1, 'courier claim', 'Claim', 'Agent', case when is_open then 'Requested' else 'Done' end, true, false, 1, action_id, yuan, assignee, at, case when not is_open then at end, at + interval '3 days', 1, '{}', '{}', '{}' from paid where i % 10 = 6;
insert into case_actions (id, store_id, case_id, cycle, word, flow, desk, state, is_required, is_own_authority, place, remedy_id, amount, agreed_by_id, agreed_at, version, after, items, terms)
select seed_id('coupon', i), store_id, case_id, 1, 'coupon', 'Payout', 'Agent', 'Asked', true, false, 0, seed_id('coupon', i), 20, assignee, opened, 1, '{}', '{}', '{}' from told where i % 20 = 4 and is_open and assignee is not null;

insert into action_steps (store_id, case_id, action_id, "from", "to", details, by_id, by_name, at)
select store_id, case_id, seed_id('claim', i), 'Open', 'Requested', jsonb_build_object('amount', yuan), assignee, '客服', at + interval '1 day' from paid where i % 10 = 6;

insert into payouts (id, store_id, case_id, action_id, customer_id, order_no, remedy, method, payee, payee_key, amount, shares, state, requested_at, requested_by_id, approved_at, is_own_authority, attempt, connector, sent_key, sent_at, confirmed_at, receipt_no, trouble, cleared, version)
select payout_id, store_id, case_id, action_id, seed_id('customer', customer), case when order_n is not null then seed_order(order_n) end, 'partial discount', 'SmallTransfer', 'pay' || customer, 'pay' || customer, yuan, shares, state, at, assignee, at, true,
    case when state = 'Approved' then 0 else 1 end, case when state <> 'Approved' then 'manual' end, case when state <> 'Approved' then 'sent-' || i end, case when state <> 'Approved' then at + interval '1 hour' end,
    case when state = 'Confirmed' then at + interval '2 hours' end, case when state = 'Confirmed' then 'R' || i end, case when state = 'Failed' then '余额不足' end, '{}', 1
from paid;

create temp table booked as
select seed_id('posting' || kind, p.i) as id, p.*, kind, after from paid p, (values ('Approved', interval '0'), ('Sent', interval '1 hour'), ('Confirmed', interval '2 hours')) of (kind, after)
where kind = 'Approved' or (kind = 'Sent' and state in ('Sent', 'Confirmed')) or state = 'Confirmed';
insert into ledger_postings (id, store_id, case_id, action_id, payout_id, kind, key, at, by_id, by_name) select id, store_id, case_id, action_id, payout_id, kind, 'payout:' || payout_id || ':' || kind, at + after, assignee, '客服' from booked;
insert into ledger_entries (store_id, posting_id, account, yuan, party, party_name)
select store_id, id, case kind when 'Approved' then 'Borne' when 'Sent' then 'Owed' else 'InTransit' end, yuan, case when kind = 'Approved' then shares -> 0 ->> 'party' end, case when kind = 'Approved' then shares -> 0 ->> 'name' end from booked
union all
select store_id, id, case kind when 'Approved' then 'Owed' when 'Sent' then 'InTransit' else 'Paid' end, -yuan, null, null from booked;

-- The couriers pay what is older than two months, all but every tenth claim.
create temp table won as select seed_id('won', i) as id, * from paid where i % 10 = 6 and i % 100 <> 6 and at < now() - interval '2 months';
insert into ledger_postings (id, store_id, case_id, action_id, payout_id, kind, key, at, by_id, by_name) select id, store_id, case_id, seed_id('claim', i), null, 'Recovered', 'recovered:' || action_id, at + interval '30 days', assignee, '客服' from won;
insert into ledger_entries (store_id, posting_id, account, yuan, party, party_name)
select store_id, id, account, case account when 'Recovered' then yuan else -yuan end, 'Courier', '圆通速递' from won, (values ('Recovered'), ('Borne')) of (account);

insert into reviews (case_id, store_id, order_no, style, rating, stars, text, cause, posted_at, recorded_at, recorded_by, outcome, outcome_at, outcome_by, is_rescued, version)
select case_id, store_id, case when order_n is not null then seed_order(order_n) end, 'QH' || i % 500, case when i % 3 = 0 then 'Neutral' else 'Negative' end, 1 + i % 3, '颜色和图片不一样，不太满意', null, opened, opened, '客服',
    case when not is_open then (array['Removed','Changed','Kept'])[1 + i / 50 % 3] end, case when not is_open then opened + interval '1 day' end, case when not is_open then '客服' end, not is_open and i / 50 % 3 = 0, 1
from told where i % 50 = 3;
insert into review_offers (id, store_id, case_id, remedy, amount, answer, answered_at, at, by_id, by_name)
select seed_id('offer', i), store_id, case_id, (array['coupon','partial discount','apology'])[1 + i / 50 % 3], case when i / 50 % 3 < 2 then 10 end, 'Accepted', opened, opened, assignee, '客服' from told where i % 50 = 3;

insert into approval_requests (id, store_id, case_id, action_id, subject, subject_hash, remedy, asked_amount, amount, decider, causes, signatures, note, requested_by_id, requested_by, requested_at, hands, signed_by, state, next_role, decided_at, version)
select seed_id('request', i), store_id, case_id, action_id, jsonb_build_object('storeId', store_id, 'caseId', case_id, 'orderNo', null, 'remedy', 'partial discount', 'amount', yuan, 'method', 'SmallTransfer', 'payee', null, 'items', '[]'::jsonb, 'evidence', '[]'::jsonb),
    md5(i::text), 'partial discount', yuan, yuan, 'supervisor', '{over one''s authority}'::text[], '{"mode": "AnyOne", "roles": ["Supervisor"]}'::jsonb, '买家不同意 ¥5', assignee, '客服', at, '{}'::uuid[], '{}'::uuid[], 'Approved', null::text, at + interval '10 minutes', 2
from paid where i % 10 = 3 and not is_open
union all
select seed_id('request', i), store_id, case_id, seed_id('coupon', i), jsonb_build_object('storeId', store_id, 'caseId', case_id, 'orderNo', null, 'remedy', 'coupon', 'amount', 20, 'method', 'Coupon', 'payee', null, 'items', '[]'::jsonb, 'evidence', '[]'::jsonb),
    md5(i::text), 'coupon', 20, 20, 'supervisor', '{over one''s authority}', '{"mode": "AnyOne", "roles": ["Supervisor"]}', '买家不同意 ¥5', assignee, '客服', opened, '{}', '{}', 'Open', 'Supervisor', null, 1
from told where i % 20 = 4 and is_open and assignee is not null;
insert into approval_decisions (store_id, request_id, verdict, amount, as_role, by_id, by_name, at, subject_hash) select store_id, seed_id('request', i), 'Approved', yuan, 'Supervisor', seed.people[1], '主管', at + interval '10 minutes', md5(i::text) from paid cross join (select people from seed) seed where i % 10 = 3 and not is_open;

insert into ownerless_parcels (id, store_id, waybill, courier, sender, contents, photos, state, arrived_at, taken_in_by, ended_at, version)
select seed_id('ownerless', i), store, 'ZT' || lpad(i::text, 10, '0'), '中通快递', '尾号 ' || lpad((i % 10000)::text, 4, '0'), '连衣裙 1 件', '[]', case when i <= 60 then 'Waiting' else 'LetGo' end, now() - interval '1 hour' * i, '后道', case when i > 60 then now() end, 1 from seed, generate_series(1, 2000) i;
