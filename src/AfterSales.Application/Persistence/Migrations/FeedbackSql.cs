namespace AfterSales.Application.Persistence.Migrations;

/// <summary>
/// What the database does by itself since reports also count pieces by the day on which they were shipped (ADR 27): an order notes that day too, and when it is shipped, its cases. Histories of feedback
/// cannot be edited.
/// </summary>
internal static class FeedbackSql
{
    public const string Up = """
        create or replace function note_orders() returns trigger language plpgsql as $$
        begin
            insert into report_days (store_id, day) select distinct o.store_id, (moment at time zone s.time_zone_id)::date
            from came o join stores s on s.id = o.store_id cross join unnest(array[o.created_at, o.shipped_at]) moment where moment is not null;
            return null;
        end $$;
        create or replace function note_changed_orders() returns trigger language plpgsql as $$
        begin
            insert into report_days (store_id, day) select distinct n.store_id, (moment at time zone s.time_zone_id)::date
            from came n join gone o on o.id = n.id join stores s on s.id = n.store_id cross join unnest(array[n.created_at, o.created_at, n.shipped_at, o.shipped_at]) moment
            where moment is not null and (n.created_at, n.paid_at, n.paid_amount, n.shipped_at) is distinct from (o.created_at, o.paid_at, o.paid_amount, o.shipped_at);
            insert into report_cases (store_id, case_id) select distinct c.store_id, c.id from came n join gone o on o.id = n.id join cases c on c.store_id = n.store_id and c.order_no = n.order_no
            where n.shipped_at is distinct from o.shipped_at;
            return null;
        end $$;
        create or replace function note_order_parts() returns trigger language plpgsql as $$
        begin
            insert into report_cases (store_id, case_id) select distinct c.store_id, c.id from came n join cases c on c.store_id = n.store_id and c.order_no = n.order_no;
            insert into report_days (store_id, day) select distinct o.store_id, (moment at time zone s.time_zone_id)::date
            from came n join orders o on o.store_id = n.store_id and o.order_no = n.order_no join stores s on s.id = o.store_id cross join unnest(array[o.created_at, o.shipped_at]) moment where moment is not null;
            return null;
        end $$;
        create trigger append_only before update or delete on feedback_steps for each row execute function refuse_change();
        create trigger append_only before update or delete on feedback_policies for each row execute function refuse_change();
        """;

    public const string Down = """
        create or replace function note_orders() returns trigger language plpgsql as $$
        begin
            insert into report_days (store_id, day) select distinct o.store_id, (o.created_at at time zone s.time_zone_id)::date
            from came o join stores s on s.id = o.store_id where o.created_at is not null;
            return null;
        end $$;
        create or replace function note_changed_orders() returns trigger language plpgsql as $$
        begin
            insert into report_days (store_id, day) select distinct n.store_id, (moment at time zone s.time_zone_id)::date
            from came n join gone o on o.id = n.id join stores s on s.id = n.store_id cross join unnest(array[n.created_at, o.created_at]) moment
            where moment is not null and (n.created_at, n.paid_at, n.paid_amount, n.shipped_at) is distinct from (o.created_at, o.paid_at, o.paid_amount, o.shipped_at);
            return null;
        end $$;
        create or replace function note_order_parts() returns trigger language plpgsql as $$
        begin
            insert into report_cases (store_id, case_id) select distinct c.store_id, c.id from came n join cases c on c.store_id = n.store_id and c.order_no = n.order_no;
            insert into report_days (store_id, day) select distinct o.store_id, (o.created_at at time zone s.time_zone_id)::date
            from came n join orders o on o.store_id = n.store_id and o.order_no = n.order_no join stores s on s.id = o.store_id where o.created_at is not null;
            return null;
        end $$;
        """;
}
