namespace AfterSales.Application.Persistence.Migrations
{
    /// <summary>What was planned, who came and who was on leave stands, for people's pay follows from it: the database refuses to change it.</summary>
    internal static class ShiftsSql
    {
        public const string Up = """
            create trigger append_only before update or delete on presence_changes for each row execute function refuse_change();
            create trigger append_only before delete on leaves for each row execute function refuse_change();

            -- A shift can be withdrawn, once, and nothing else.
            create function keep_shift() returns trigger language plpgsql as $$
            begin
                if tg_op = 'DELETE' or old.withdrawn_at is not null
                    or to_jsonb(old) - array['withdrawn_at', 'withdrawn_by_id', 'withdrawn_by', 'withdrawn_because'] <> to_jsonb(new) - array['withdrawn_at', 'withdrawn_by_id', 'withdrawn_by', 'withdrawn_because'] then
                    raise exception 'shifts can only be withdrawn' using errcode = 'restrict_violation';
                end if;
                return new;
            end $$;
            create trigger keep before update or delete on shifts for each row execute function keep_shift();
            """;

        public const string Down = "drop function keep_shift() cascade;";
    }
}
