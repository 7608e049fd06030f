namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What keeps a closed month as it was paid, whoever writes.</summary>
internal static class PaySql
{
    /// <summary>Of these rows are only added.</summary>
    private static readonly string[] OnlyAdded = ["pay_policies", "pay_grades", "pay_entries", "closed_months", "closed_sheets"];

    public static IEnumerable<string> Up()
    {
        foreach (var table in OnlyAdded) yield return $"create trigger append_only before update or delete on {table} for each row execute function refuse_change();";
        yield return """
            -- Whatever forgets to ask whether a month is closed comes too late here.
            create function refuse_closed_month() returns trigger language plpgsql as $$
            declare
                first date := coalesce(to_jsonb(new) ->> 'month', to_jsonb(new) ->> 'from_month')::date;
            begin
                if exists (select from closed_months m where m.store_id = new.store_id and m.month >= first) then
                    raise exception 'the month % of % is closed', first, tg_table_name using errcode = 'restrict_violation';
                end if;
                return new;
            end $$;
            create trigger closed_month before insert on pay_entries for each row execute function refuse_closed_month();
            create trigger closed_month before insert on pay_grades for each row execute function refuse_closed_month();
            create trigger closed_month before insert on pay_policies for each row execute function refuse_closed_month();
            create trigger closed_month before insert or update on pay_disputes for each row execute function refuse_closed_month();
            -- What was said in a dispute and how it was decided stands.
            create function keep_dispute() returns trigger language plpgsql as $$
            begin
                if tg_op = 'DELETE' or old.state <> 'Open' or (new.id, new.store_id, new.person_id, new.month, new.line_key, new.line, new.words, new.raised_at) is distinct from (old.id, old.store_id, old.person_id, old.month, old.line_key, old.line, old.words, old.raised_at) then
                    raise exception 'pay_disputes keeps what was said' using errcode = 'restrict_violation';
                end if;
                return new;
            end $$;
            create trigger keep_dispute before update or delete on pay_disputes for each row execute function keep_dispute();
            -- Sheets come before their month is closed, in the same transaction, and none after it.
            create trigger closed_month before insert on closed_sheets for each row execute function refuse_closed_month();
            """;
    }

    public static string Down() => """
        drop function refuse_closed_month() cascade;
        drop function keep_dispute() cascade;
        """;
}
