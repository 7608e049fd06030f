namespace AfterSales.Application.Persistence.Migrations;

/// <summary>
/// What reports ask of the database since goods are told apart by supplier, and people's reply times are no longer than they were on shift. A shift or leave that is written down afterwards has the
/// replies counted again that it is about.
/// </summary>
internal static class ReportWaitSql
{
    public const string Up = """
        -- Like 批次 a column that some exports have and we have no field for.
        create function supplier_of(extra jsonb) returns text language sql immutable strict parallel safe
            return nullif(trim(coalesce(extra ->> '供应商', extra ->> '供货商', extra ->> '厂家', extra ->> '生产厂家', extra ->> 'supplier')), '');

        -- How long somebody was planned to work between two moments, without what they were on leave; null for who had no shift in the week before or since.
        create function on_shift(store uuid, person uuid, began timestamptz, ended timestamptz) returns interval language sql stable parallel safe
            return case when exists (
                select from shifts s where s.store_id = store and s.person_id = person and s.withdrawn_at is null and s.ends_at > began - interval '7 days' and s.starts_at < ended)
            then coalesce((
                select sum(upper(piece) - lower(piece)) from unnest(
                    tstzmultirange(tstzrange(began, ended))
                    * coalesce((select range_agg(tstzrange(s.starts_at, s.ends_at)) from shifts s
                        where s.store_id = store and s.person_id = person and s.withdrawn_at is null and s.ends_at > began and s.starts_at < ended), '{}')
                    - coalesce((select range_agg(tstzrange(l.starts_at, l.ends_at)) from leaves l
                        where l.store_id = store and l.person_id = person and l.state = 'Approved' and l.ends_at > began and l.starts_at < ended), '{}')) piece), interval '0') end;

        create function note_duty() returns trigger language plpgsql as $$
        begin
            insert into report_cases (store_id, case_id) select distinct o.store_id, o.case_id from came n
            join occurrences o on o.store_id = n.store_id and o.person_id = n.person_id and o.kind in ('Replied','Waited') and o.day >= (n.starts_at at time zone 'UTC')::date - 1 and o.at > n.starts_at
            join clocks k on k.id = o.key::uuid and k.started_at < n.ends_at + interval '7 days';
            return null;
        end $$;
        create trigger note_report after insert on shifts referencing new table as came for each statement execute function note_duty();
        create trigger note_report_change after update on shifts referencing new table as came for each statement execute function note_duty();
        create trigger note_report after insert on leaves referencing new table as came for each statement execute function note_duty();
        create trigger note_report_change after update on leaves referencing new table as came for each statement execute function note_duty();
        """;

    public const string Down = """
        drop function note_duty() cascade;
        drop function on_shift(uuid, uuid, timestamptz, timestamptz);
        drop function supplier_of(jsonb);
        """;
}
