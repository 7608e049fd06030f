-- Takes the indexes off, so that rows come in fast; store-after.sql puts them back. Keys stay, and so do those of the ledger: every posting is checked at the commit.
create table seed_indexes as
    select indexdef from pg_indexes i where schemaname = 'public' and not exists (select from pg_constraint c where c.conname = i.indexname)
        and tablename in ('cases', 'case_history', 'messages', 'clocks', 'clock_timers', 'clock_events', 'customers', 'orders', 'order_lines', 'parcels', 'notifications', 'evidence', 'case_actions', 'action_steps', 'payouts', 'reviews', 'review_offers', 'approval_requests', 'approval_decisions');
do $$
declare one text;
begin
    for one in select split_part(split_part(indexdef, ' INDEX ', 2), ' ', 1) from seed_indexes loop execute format('drop index %I', one); end loop;
end $$;
