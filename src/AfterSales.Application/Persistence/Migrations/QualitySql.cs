namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What keeps scores as they were given, whoever writes.</summary>
internal static class QualitySql
{
    public const string Up = """
        create trigger append_only before update or delete on score_cards for each row execute function refuse_change();
        create trigger append_only before update or delete on sampling_plans for each row execute function refuse_change();
        create trigger append_only before update or delete on quality_draws for each row execute function refuse_change();
        create trigger append_only before update or delete on assessments for each row execute function refuse_change('remark', 'remarks', 'because');
        """ + KeepSample + """

        create trigger keep_sample before update or delete on quality_samples for each row execute function keep_sample();
        """;

    public const string KeepSample = """
        -- Whose work was looked at and why it was stands, and no state goes back.
        create or replace function keep_sample() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' or old.state <> 'Open' and new.state <> old.state
                or (new.id, new.store_id, new.case_id, new.person_id, new.week, new.day, new.why, new.is_random, new.at) is distinct from (old.id, old.store_id, old.case_id, old.person_id, old.week, old.day, old.why, old.is_random, old.at) then
                raise exception 'quality_samples keeps what was drawn' using errcode = 'restrict_violation';
            end if;
            return new;
        end $$;
        """;

    public const string Down = "drop function keep_sample() cascade;";
}
