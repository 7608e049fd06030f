namespace AfterSales.Application.Persistence.Migrations;

/// <summary>What was picked by hand may be drawn as well; all else of a sample that somebody said or gave stands, each from when it was said.</summary>
internal static class SampleKeepingSql
{
    public const string Up = """
        create or replace function keep_sample() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE'
                -- Whose work it is stands, and no state goes back.
                or old.state <> 'Open' and new.state <> old.state
                or (new.id, new.store_id, new.case_id, new.person_id, new.week, new.day, new.added_by, new.at) is distinct from (old.id, old.store_id, old.case_id, old.person_id, old.week, old.day, old.added_by, old.at)
                -- What was picked by hand may be drawn as well: then it has more reasons, and none goes.
                or new.why <> old.why and (old.added_by is null or old.state = 'Withdrawn' or not new.why @> old.why)
                or new.is_random <> (new.why @> '["Random"]')
                -- Two score what nobody has seen the score of.
                or new.calibrates and not old.calibrates and old.first_by_id is not null
                or old.first_by_id is not null and (new.first_by_id, new.first_by, new.card_version) is distinct from (old.first_by_id, old.first_by, old.card_version)
                or old.second_by_id is not null and (new.second_by_id, new.second_by) is distinct from (old.second_by_id, old.second_by)
                or old.percent is not null and new.percent is null then
                raise exception 'quality_samples keeps what was drawn and given' using errcode = 'restrict_violation';
            end if;
            -- Words go with their buyer, and not otherwise.
            if (old.hand_reason is distinct from new.hand_reason or old.withdrawn_because is not null and old.withdrawn_because is distinct from new.withdrawn_because or old.answer is not null and old.answer is distinct from new.answer)
                and not (is_erasing(old.store_id) and is_erased(to_jsonb(array[old.hand_reason, old.withdrawn_because, old.answer]), to_jsonb(array[new.hand_reason, new.withdrawn_because, new.answer]))) then
                raise exception 'quality_samples keeps what was said' using errcode = 'restrict_violation';
            end if;
            return new;
        end $$;
        """;

    public const string Down = QualitySql.KeepSample;
}
