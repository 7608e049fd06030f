namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What finding asks of the database: which conversations have to be read in, and an index of what they are found by.</summary>
internal static class FindingSql
{
    public const string Up = """
        -- Like report_cases: rows are added in the transaction of the message, and taken away by who reads them in.
        create table unread_texts (store_id uuid not null, case_id uuid not null, at timestamptz not null default now()) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
        create function note_text() returns trigger language plpgsql as $$
        begin
            insert into unread_texts (store_id, case_id) select distinct store_id, case_id from came;
            return null;
        end $$;
        create trigger note_text after insert on messages referencing new table as came for each statement execute function note_text();
        -- Nothing but erasing changes what was said.
        create trigger note_text_change after update on messages referencing new table as came for each statement execute function note_text();

        -- A key is the store and the week in its upper half, the gram in its lower: a word that a third of all cases hold is looked up week by week until enough are found, and no list of all of them is ever read.
        -- Not in SQL: such a function is planned anew for every statement that calls it, once for each week and for each case that is written.
        create function text_keys(store uuid, week int, grams int[]) returns bigint[] language plpgsql immutable strict parallel safe as $$
        begin
            return (select array_agg((uuid_hash(store) # hashint4(week))::bigint << 32 | (gram::bigint & 4294967295)) from unnest(grams) gram);
        end $$;
        -- No pending list: a look-up would read it from end to end, once for every week.
        create index ix_case_texts_keys on case_texts using gin (text_keys(store_id, week, grams)) with (fastupdate = off);

        -- Cases whose conversation holds all of these grams, the latest opened first, from a place in that order on. The planner would rather walk through the cases in their order, which finds what is common soon and
        -- what is rare never, or ask for help that takes longer to come than the answer.
        create function cases_saying(store uuid, wanted int[], before_at timestamptz, before_id uuid, most int) returns table (case_id uuid, opened_at timestamptz) language plpgsql stable
            set enable_seqscan = off set max_parallel_workers_per_gather = 0 set jit = off as $$
        declare
            upto timestamptz := before_at;
            newest timestamptz;
            this_week int;
            found_here int;
            found_all int := 0;
        begin
            loop
                -- Weeks in which nothing was opened are passed over.
                select c.opened_at into newest from cases c where c.store_id = store and c.opened_at <= upto order by c.opened_at desc limit 1;
                exit when newest is null;
                this_week := floor(extract(epoch from newest) / 604800);
                return query
                    with said as materialized (
                        select t.case_id, t.opened_at from case_texts t
                        where text_keys(t.store_id, t.week, t.grams) @> text_keys(store, this_week, wanted) and t.store_id = store and t.week = this_week and (t.opened_at, t.case_id) < (before_at, before_id))
                    select s.case_id, s.opened_at from said s order by s.opened_at desc, s.case_id desc limit most - found_all;
                get diagnostics found_here = row_count;
                found_all := found_all + found_here;
                exit when found_all >= most;
                upto := to_timestamp(this_week * 604800::bigint) - interval '1 microsecond';
            end loop;
        end $$;

        -- The end of a phone number, which is all that most people have at hand.
        create index ix_orders_phone_tail on orders (store_id, right(phone, 4), created_at desc) where phone is not null;
        """;

    public const string Down = """
        drop index ix_orders_phone_tail;
        drop function cases_saying(uuid, int[], timestamptz, uuid, int);
        drop index ix_case_texts_keys;
        drop function text_keys(uuid, int, int[]);
        drop function note_text() cascade;
        drop table unread_texts;
        """;
}
