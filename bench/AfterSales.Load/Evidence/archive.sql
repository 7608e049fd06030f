-- A million files over two years: types and labels as they come, half of them judged. Prints are spread as those of different photos are. Indexes are built at the end: that takes a tenth of the time.
set maintenance_work_mem = '256MB';
create temp table archive_indexes as select indexname, indexdef from pg_indexes where tablename = 'evidence' and indexname like 'ix_%';
do $$ declare one record; begin for one in select * from archive_indexes loop execute 'drop index ' || one.indexname; end loop; end $$;
create temp table archive_cases as select row_number() over (order by number) as n, id, store_id, type, customer_nick, assignee_id from cases where store_id = $2;
analyze archive_cases;
alter table evidence disable trigger note_alike_pictures;
insert into evidence (id, store_id, case_id, name, sha256, content_type, size, width, height, has_thumbnail, added_at, added_by_id, type, archive_name, print, label, verdict)
select seed_id('archived', i), c.store_id, c.id, '图.jpg', md5(i::text) || md5((i + 1)::text), 'image/jpeg', 400000 + i % 3000000, 3024, 4032, true,
    now() - (i::double precision / $1) * interval '730 days', case when i % 3 = 0 then null else c.assignee_id end, c.type, c.customer_nick,
    ('x' || substr(md5('print' || i), 1, 16))::bit(64)::bigint, case when i % 4 < 3 then (array['photo of the parcel', 'photo of the goods', 'photo of the label', 'weigh slip', 'photo of the defect', 'courier proof'])[1 + i % 6] end,
    case i % 10 when 0 then 'Rejected' when 1 then 'Accepted' when 2 then 'Accepted' when 3 then 'Accepted' when 4 then 'Accepted' end
from generate_series(1, $1) i join archive_cases c on c.n = 1 + (i * 7919::bigint) % (select count(*) from archive_cases);
alter table evidence enable trigger note_alike_pictures;
do $$ declare one record; begin for one in select * from archive_indexes loop execute one.indexdef; end loop; end $$;
