do $$
declare one text;
begin
    for one in select indexdef from seed_indexes loop execute one; end loop;
end $$;
drop table seed_indexes;
