-- A store that has worked for some years, beside four small ones. Settings: seed.cases (in the measured store), seed.open (of
-- them), seed.years, seed.messages (of each case, three or more), seed.store (its id), seed.people (its agents' ids, the supervisor first),
-- seed.talk (varied: everybody says something else; otherwise all say the same three things).
-- Of eleven cases one belongs to another store; every customer has about three cases and two orders.
create temp table seed as select
    current_setting('seed.store')::uuid as store,
    current_setting('seed.people')::uuid[] as people,
    current_setting('seed.cases')::int / 10 * 11 as cases,
    current_setting('seed.open')::int / 10 * 11 as open_cases,
    greatest(current_setting('seed.cases')::int / 33, 1) * 11 as customers;

-- In days: a part of a year would be so many months of thirty days.
create function seed_span() returns interval language sql stable as $$ select make_interval(days => current_setting('seed.years')::int * 365) $$;
create function seed_store(n bigint) returns uuid language sql stable as $$
    select case n % 11 when 0 then seed_id('store', n / 11 % 4) else current_setting('seed.store')::uuid end
$$;
create function seed_nick(n bigint) returns text language sql immutable as $$
    select case n % 5
        when 0 then 'tb' || n * 7919 % 100000000 || '_' || n
        when 1 then (array['甜甜圈','爱购物','小仙女','宝贝','阳光','糖果','月亮','柠檬','小鱼','星星'])[1 + n / 5 % 10] || '的' || (array['妈妈','衣橱','日常','小窝','生活','猫'])[1 + n / 7 % 6] || n
        when 2 then 't' || substr(md5(n::text), 1, 8) || n
        when 3 then (array['张','王','李','赵','陈','杨','黄','周'])[1 + n / 3 % 8] || (array['小','阿','晓','美'])[1 + n / 11 % 4] || (array['红','芳','燕','敏','静','丽'])[1 + n / 13 % 6] || n
        else (array['happy','rose','lucky','sunny','candy'])[1 + n / 17 % 5] || (array['2008','1988','_hz','宝贝'])[1 + n / 19 % 4] || '_' || n
    end
$$;
create function seed_order(n bigint) returns text language sql immutable as $$ select '33' || lpad((n * 104729 % 1000000000)::text, 9, '0') || lpad(n::text, 8, '0') $$;

-- What people say: of goods, what is wrong with them and what is to be done, with a name and a number here and there. 退款 stands in every third case, 破洞 in one of a hundred, 开胶 in one of ten thousand.
create function seed_said(n bigint, part int) returns text language sql immutable as $$
    select case part % 3
        when 0 then (array['裙子','上衣','外套','裤子','毛衣','衬衫','卫衣','羽绒服','风衣','背心','打底衫','牛仔裤'])[1 + h / 3 % 12] || (array['袖口','领口','腰上','后背','下摆','口袋','拉链那里','纽扣旁边'])[1 + h / 37 % 8]
            || case when n % 10007 = 5 and part = 0 then '开胶了' when n % 101 = 7 and part = 0 then '有个破洞' else (array['有线头','起球了','颜色不对','尺码偏小','发错货了','少发一件','漏发了赠品','有污渍','掉色严重','味道很大','做工粗糙','勾丝了','缩水了','开线了'])[1 + h / 311 % 14] end
            || '，' || case when n % 3 = 0 and part = 0 then '我要退款' else (array['麻烦看一下','怎么处理','能换一件吗','补发给我吧','你们给个说法','什么时候能解决','我拍了照片','快点回复我'])[1 + h / 5003 % 8] end
        when 1 then '亲，' || (array['非常抱歉','不好意思','让您久等了','给您添麻烦了'])[1 + h / 3 % 4] || '，' || (array['请拍一下吊牌','麻烦提供面单照片','我们马上核实','已经登记了','仓库正在查底单','这边给您申请','请您稍等','今天内答复您'])[1 + h / 37 % 8] || '，' || (array['收件人是','联系人','登记的名字是'])[1 + h / 311 % 3]
            || chr(19968 + (h / 7 % 3500)::int) || chr(19968 + (h / 24593 % 3500)::int) || '对吗'
        else (array['好的','嗯嗯','在吗','知道了','谢谢','快一点','还没收到','到哪里了'])[1 + h / 3 % 8] || '，' || (array['单号','订单尾号','电话尾号','快递柜'])[1 + h / 37 % 4] || lpad((h / 311 % 10000)::text, 4, '0') || chr(19968 + (h / 13 % 3500)::int) || chr(19968 + (h / 49157 % 3500)::int)
    end
    from (select (n * 2654435761 + part * 97 * 2246822519) % 4294967291 as h) mixed
$$;

insert into stores (id, name, time_zone_id, created_at, is_demo, version)
select seed_id('store', i), '隔壁小店' || i, 'Asia/Shanghai', now(), false, 1 from generate_series(0, 3) i;

insert into customers (id, store_id, nick, first_seen_at, version)
select seed_id('customer', i), seed_store(i), seed_nick(i), now() - seed_span(), 1 from seed, generate_series(0, customers - 1) i;

insert into orders (id, store_id, order_no, customer_id, buyer_nick, status, status_text, total_amount, paid_amount, title, quantity, receiver_name, phone, province, city, address,
    created_at, paid_at, shipped_at, extra, imported_at, version)
select seed_id('order', i), seed_store(i), seed_order(i), seed_id('customer', i % customers), seed_nick(i % customers),
    (array['Finished','Finished','Finished','BuyerSigned','WaitBuyerConfirm','Closed'])[1 + i % 6], '交易成功', 100 + i % 400, 90 + i % 400, '春季新款碎花连衣裙 中长款收腰', 1 + i % 3, '收货人', '13800000000', '浙江省', '杭州市', '某某街道 1 号',
    at, at, at, '{}', at, 1
from seed, generate_series(0, customers * 2 - 1) i, lateral (select now() - seed_span() * (1 - i / (customers * 2.0)) as at) t;

insert into order_lines (id, store_id, order_no, line_key, title, sku, style_code, price, quantity, paid_amount, status, extra, imported_at)
select seed_id('line', i), seed_store(i), seed_order(i), '1', '春季新款碎花连衣裙 中长款收腰', '颜色:白;尺码:M', 'QH' || i % 500, 100, 1, 90, 'Finished', '{}', now() from seed, generate_series(0, customers * 2 - 1) i;

insert into parcels (id, store_id, order_no, waybill, courier, shipped_at, imported_at)
select seed_id('parcel', i), seed_store(i), seed_order(i), 'YT' || lpad((i::bigint * 15485863 % 10000000000)::text, 10, '0'), '圆通速递', now(), now() from seed, generate_series(0, customers * 2 - 1) i where i % 10 > 0;

insert into platform_refunds (id, store_id, refund_no, order_no, type, status, amount, applied_at, finished_at, extra, imported_at, attention)
select seed_id('refund', i), seed_store(i), '90' || lpad(i::text, 15, '0'), seed_order(i), 'RefundOnly', 'Succeeded', 20, at, at + interval '1 day', '{}', now(), 'None'
from seed, generate_series(0, customers * 2 - 1) i, lateral (select now() - seed_span() * (1 - i / (customers * 2.0)) as at) t where i % 10 = 0;

create temp table told as
select i, store_id, seed_id('case', i) as case_id, i % customers as customer, case when i % 5 > 0 then i % customers + customers * (i / customers % 2) end as order_n, i > cases - open_cases as is_open,
    case when i <= cases - open_cases or i % 5 > 0 then people[1 + i % cardinality(people)] end as assignee,
    case when i <= cases - open_cases then now() - seed_span() * (1 - i / cases::float8) - interval '3 days' else now() - interval '20 hours' * ((cases - i) / (open_cases + 1.0)) end as opened
from seed, generate_series(1, cases) i, lateral (select seed_store(i % customers) as store_id) s;

insert into cases (id, store_id, number, customer_id, customer_nick, order_no, order_id, type, subtype, type_confirmed, state, waiting_for, assignee_id, priority, tags, channel, opened_at, cycle,
    resolved_at, closed_at, nudges, last_inbound_at, last_human_reply_at, last_activity_at, last_text, last_is_inbound, evidence_count, version, changed_at)
select case_id, store_id, 'AS-' || to_char(opened, 'YYMMDD') || '-' || lpad(i::text, 7, '0'), seed_id('customer', customer), seed_nick(customer), seed_order(order_n), case when order_n is not null then seed_id('order', order_n) end,
    (array['WrongItem','DamagedParcel','Quality','Logistics','BuyerReason'])[1 + i % 5], (array['WrongShipped','SignedDamaged','Defect','Delayed','SevenDay'])[1 + i % 5], true,
    case when is_open then (array['New','Confirming','Analysing','Negotiating','Executing'])[1 + i % 5] else coalesce((array['Resolved','FollowUp'])[1 + i % 40], 'Closed') end,
    case when is_open and i % 7 = 0 then (array['Buyer','Courier','Warehouse'])[1 + i % 3] end, assignee, 'Normal', case when i % 20 = 0 then '{老客户}'::text[] else '{}' end, 'qianniu', opened, 1,
    case when not is_open then opened + interval '1 day' end, case when not is_open then opened + interval '1 day' end, 0, opened, opened + interval '2 minutes',
    least(opened + interval '5 minutes' * (1 + i % 100), now() - interval '1 minute'), '好的，收到了，谢谢亲', i % 2 = 0, (i % 10 = 0)::int, 5, least(opened + interval '8 hours', now() - interval '1 minute')
from told;

insert into messages (id, store_id, case_id, kind, channel, external_id, text, sent_at, received_at, author_id, author_name, opened_case)
select seed_id('message', i::bigint * 20 + part), store_id, case_id, case part % 2 when 1 then 'Reply' else 'Buyer' end, case part % 2 when 1 then 'desk' else 'qianniu' end, case when part % 2 = 0 then 'm-' || i || '-' || part end,
    case when current_setting('seed.talk', true) = 'varied' then seed_said(i, part) else (array['你好，我收到的衣服发错了，颜色不对，麻烦看一下，我要的是白色 M 码','亲，非常抱歉给您带来不便，麻烦您拍一下吊牌和包裹面单的照片，我们马上为您核实处理','照片已经发了，什么时候给我处理'])[part % 3 + 1] end,
    opened + interval '2 minutes' * part, opened + interval '2 minutes' * part, case part % 2 when 1 then assignee end, case part % 2 when 1 then '客服' else seed_nick(customer) end, part = 0
from told, generate_series(0, current_setting('seed.messages')::int - 1) part;

insert into case_history (store_id, case_id, kind, data, actor_kind, actor_id, actor_name, at)
select store_id, case_id, kind, data::jsonb, 'Person', assignee, '客服', opened + after
from told, (values ('Opened', '{"channel": "qianniu", "order_no": null}', interval '0'), ('Claimed', '{}', interval '1 minute'), ('StateChanged', '{"to": "Confirming", "from": "New"}', interval '3 minutes'), ('Resolved', '{}', interval '1 day')) of (kind, data, after)
where not is_open or kind in ('Opened', 'Claimed');

insert into clocks (id, store_id, subject_id, kind, cycle, started_at, "limit", due_is_given, rule, policy_version, due_at, stopped_at, took, stop_cause, breached_at, first_warn_ordinal)
select seed_id(kind, i), store_id, case_id, kind, 1, opened, "limit", false, rule::jsonb, 1,
    case when is_open and i % 20 = 0 then now() - interval '1 minute' * (i % 100) when is_open then now() + interval '3 hours' + interval '1 minute' * (i % 2500) else opened + "limit" end,
    case when not is_open or (kind = 'Reply' and i % 2 = 0) then opened + lasted end, case when not is_open or (kind = 'Reply' and i % 2 = 0) then lasted end, case when kind = 'Reply' and (not is_open or i % 2 = 0) then 'HumanReply' when not is_open then 'Resolved' end,
    case when i % 20 = 0 then opened + "limit" end, 0
from told, (values ('Resolution', interval '48 hours', current_setting('seed.resolution')), ('Reply', interval '5 minutes', current_setting('seed.reply'))) of (kind, "limit", rule),
    lateral (select case kind when 'Reply' then interval '2 minutes' else interval '1 day' end as lasted) t;

-- What a running clock still has to do, and what every twentieth case has behind it.
insert into clock_timers (clock_id, kind, ordinal, due_at, fired_at)
select id, 'Breach', 0, due_at, case when breached_at is not null then due_at end from clocks where stopped_at is null or breached_at is not null;
insert into clock_timers (clock_id, kind, ordinal, due_at, fired_at)
select id, 'Warn', 0, due_at - interval '1 hour', case when breached_at is not null then due_at end from clocks where stopped_at is null or breached_at is not null;
insert into clock_events (store_id, clock_id, subject_id, clock, kind, ordinal, due_at, fired_at)
select c.store_id, c.id, c.subject_id, c.kind, t.kind, t.ordinal, t.due_at, t.due_at from clock_timers t join clocks c on c.id = t.clock_id where t.fired_at is not null order by t.due_at;

-- Whose buyers nobody has asked yet.
insert into clocks (id, store_id, subject_id, kind, cycle, started_at, "limit", due_is_given, rule, policy_version, due_at, breached_at, first_warn_ordinal)
select seed_id('FollowUp', i), store_id, case_id, 'FollowUp', 1, opened + interval '1 day', interval '3 days', false, current_setting('seed.resolution')::jsonb, 1, opened + interval '4 days', case when opened < now() - interval '4 days' then opened + interval '4 days' end, 0
from told where not is_open and i % 40 = 0;

-- The supervisor heard of every breach, the agents of their own; the last thirty days are unread.
insert into notifications (id, store_id, person_id, kind, key, case_id, case_number, data, at, read_at)
select gen_random_uuid(), e.store_id, person, 'clock.breached', 'clock.breached:' || e.clock_id || ':0', k.id, k.number, '{"clock": "Reply", "customer": "买家"}', e.fired_at, case when e.fired_at < now() - interval '30 days' then now() end
from seed, clock_events e join cases k on k.id = e.subject_id cross join lateral (select distinct person from unnest(array[people[1], k.assignee_id]) person where person is not null) told
where e.kind = 'Breach' and e.store_id = seed.store;

insert into evidence (id, store_id, case_id, message_id, name, sha256, content_type, size, width, height, has_thumbnail, added_at)
select seed_id('evidence', i), store_id, case_id, seed_id('message', i::bigint * 20 + 2), '吊牌.jpg', encode(sha256(i::text::bytea), 'hex'), 'image/jpeg', 250000, 1200, 1600, true, opened + interval '4 minutes' from told where i % 10 = 0;
insert into case_facts (store_id, case_id, playbook, name, value, actor_kind, actor_id, actor_name, at)
select store_id, case_id, (array['WrongItem','DamagedParcel','Quality','Logistics','BuyerReason'])[1 + i % 5], name, case i / 5 % 3 when 0 then one else other end, 'Person', assignee, '客服', opened + interval '6 minutes'
from told, (values (0, 'photo', '"confirms"', '"unclear"'), (0, 'weigh slip', '"confirms"', '"missing"'), (0, 'stock', 'true', 'false'), (2, 'photo', '"confirms"', '"unclear"'), (2, 'wear', '"unworn"', '"worn"'),
    (2, 'own fault', 'false', 'false'), (2, 'severity', '"slight"', '"severe"'), (2, 'days since signed', '2', '5')) of (type, name, one, other)
where i % 5 = type and i % 4 > 0;
insert into staff_notes (id, store_id, customer_id, text, author_name, at) select seed_id('note', i), store_id, seed_id('customer', customer), '老客户，注意语气', '客服', opened from told where i % 100 = 0;
insert into store_audit (store_id, kind, by_name, at, subject, details) select store, 'RolesChanged', '店长', now(), '客服', '{}' from seed, generate_series(1, 5000);
insert into imports (id, store_id, kind, file_name, sha256, size, started_by_name, state, created_at, started_at, finished_at, cancel_requested, progress, rows_read, added, changed, unchanged, refused)
select seed_id('import', i), store, 'orders', 'ExportOrderList' || i || '.csv', encode(sha256(i::text::bytea), 'hex'), 1000000, '店长', 'Done', now() - interval '1 hour' * i, now(), now(), false, 1, 1000, 900, 50, 30, 20 from seed, generate_series(1, 3000) i;
insert into import_refusals (import_id, store_id, row_number, code, args, row_text) select seed_id('import', i), store, row, 'orders.amount_negative', '{}', '...' from seed, generate_series(1, 3000) i, generate_series(1, 20) row;
