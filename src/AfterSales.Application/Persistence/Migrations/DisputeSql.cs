namespace AfterSales.Application.Persistence.Migrations;

/// <summary>A dispute may be decided after its month was closed, and lets go of a buyer's words where they are erased. All else of it stands as before.</summary>
internal static class DisputeSql
{
    public const string Up = """
        drop trigger closed_month on pay_disputes;
        create trigger closed_month before insert on pay_disputes for each row execute function refuse_closed_month();
        create or replace function keep_dispute() returns trigger language plpgsql as $$
        declare
            said constant text[] := array['words', 'reason'];
        begin
            if tg_op = 'UPDATE' and to_jsonb(old) - said = to_jsonb(new) - said and is_erasing(old.store_id)
                and is_erased(to_jsonb(old.words), to_jsonb(new.words)) and is_erased(to_jsonb(old.reason), to_jsonb(new.reason)) then
                return new;
            end if;
            if tg_op = 'DELETE' or old.state <> 'Open' or (new.id, new.store_id, new.person_id, new.month, new.line_key, new.line, new.words, new.raised_at) is distinct from (old.id, old.store_id, old.person_id, old.month, old.line_key, old.line, old.words, old.raised_at) then
                raise exception 'pay_disputes keeps what was said' using errcode = 'restrict_violation';
            end if;
            return new;
        end $$;
        """;

    public const string Down = """
        drop trigger closed_month on pay_disputes;
        create trigger closed_month before insert or update on pay_disputes for each row execute function refuse_closed_month();
        create or replace function keep_dispute() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' or old.state <> 'Open' or (new.id, new.store_id, new.person_id, new.month, new.line_key, new.line, new.words, new.raised_at) is distinct from (old.id, old.store_id, old.person_id, old.month, old.line_key, old.line, old.words, old.raised_at) then
                raise exception 'pay_disputes keeps what was said' using errcode = 'restrict_violation';
            end if;
            return new;
        end $$;
        """;
}
