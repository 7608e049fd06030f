namespace AfterSales.Application.Insights;

/// <summary>
/// The statements that keep reports. Catching up and counting anew read the history by the same words (<see cref="OccurrenceSql"/>, <see cref="AddUpSold"/>) and add up by
/// the same cuts, so that they cannot come to different numbers but by a mistake in taking differences; a test looks for that.
/// $1 is the store, $2 its time zone, $3 the cases or days.
/// </summary>
internal static class ReportSql
{
    /// <summary>Goes up whenever what is counted changes: every store then counts anew.</summary>
    public const int Shape = 6;

    /// <summary>Said to many cases at once, a plan that was made for any number of them takes ten times as long as one made for these.</summary>
    public const string PlanForWhatIsThere = "set local plan_cache_mode = force_custom_plan";

    /// <summary>Reads some cases anew, beside what is there.</summary>
    public const string Read = $"insert into fresh_occurrences ({OccurrenceSql.Columns}) {OccurrenceSql.Source}";

    /// <summary>Adds what came and takes off what went. Before anything is written of it, so that the two can be told apart.</summary>
    public const string AddUp = $"""
        with changed as (
            select 1 as sign, {OccurrenceSql.Columns} from fresh_occurrences f where f.store_id = $1 and not exists (select from occurrences o where {OccurrenceSql.Matches})
            union all
            select -1, {OccurrenceSql.Columns} from occurrences o where o.store_id = $1 and o.case_id = any($3) and not exists (select from fresh_occurrences f where f.store_id = $1 and {OccurrenceSql.Matches})
        )
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan)
        select $1, {Sums} from changed o
        cross join lateral (values ('Day', o.day), ('Month', date_trunc('month', o.day::timestamp)::date)) spans (span, starts) {Cuts}
        group by 1, 2, 3, 4, 5, 6 having sum(sign) <> 0 or sum(sign) filter (where o.is_late) <> 0 or sum(sign * o.seconds) <> 0 or sum(sign * o.yuan) <> 0
        -- In one order, whoever adds up.
        order by 2, 3, 4, 5, 6
        on conflict (store_id, measure, cut, span, starts, key) do update set
            count = roll_ups.count + excluded.count, late = roll_ups.late + excluded.late, seconds = roll_ups.seconds + excluded.seconds, yuan = roll_ups.yuan + excluded.yuan
        """;

    public const string Forget = $"delete from occurrences o where o.store_id = $1 and o.case_id = any($3) and not exists (select from fresh_occurrences f where f.store_id = $1 and {OccurrenceSql.Matches})";

    public const string Keep = $"insert into occurrences ({OccurrenceSql.Columns}) select {OccurrenceSql.Columns} from fresh_occurrences f where f.store_id = $1 on conflict (case_id, kind, key) do nothing";

    public const string Clear = "delete from fresh_occurrences where store_id = $1";

    /// <summary>Counts some cases of a store whose occurrences are gone.</summary>
    public const string KeepAnew = $"insert into occurrences ({OccurrenceSql.Columns}) {OccurrenceSql.Source}";

    /// <summary>Adds up every occurrence of a store whose roll-ups are gone: days first, months of them.</summary>
    public const string AddUpAnew = $"""
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan)
        select $1, {Sums} from (select 1 as sign, * from occurrences where store_id = $1) o cross join lateral (values ('Day', o.day)) spans (span, starts) {Cuts}
        group by 1, 2, 3, 4, 5, 6
        """;

    public const string MonthsAnew = $"insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan) {Months} group by 1, 2, 3, 4, 5, 6";

    /// <summary>The days on which something was sold or shipped.</summary>
    public const string DaysOfOrders = """
        select (created_at at time zone $2)::date from orders where store_id = $1 and created_at is not null
        union select (shipped_at at time zone $2)::date from orders where store_id = $1 and shipped_at is not null
        """;

    public const string ForgetSold = $"""
        delete from roll_ups r using (select d, date_trunc('month', d::timestamp)::date as month from unnest($3) d) days
        where r.store_id = $1 and r.measure in ({Sold}) and (r.span = 'Day' and r.starts = days.d or r.span = 'Month' and r.starts = days.month)
        """;

    /// <summary>What was sold on some days, whose roll-ups are gone.</summary>
    public const string AddUpSold = $"""
        with placed as (
            select days.d as day, o.order_no, o.paid_at, o.paid_amount, o.shipped_at from unnest($3) days (d)
            join orders o on o.store_id = $1 and o.created_at >= (days.d::timestamp at time zone $2) - interval '2 hours' and o.created_at < ((days.d + 1)::timestamp at time zone $2) + interval '2 hours'
                and (o.created_at at time zone $2)::date = days.d
        ), sent as (
            select days.d as day, o.order_no from unnest($3) days (d)
            join orders o on o.store_id = $1 and o.shipped_at >= (days.d::timestamp at time zone $2) - interval '2 hours' and o.shipped_at < ((days.d + 1)::timestamp at time zone $2) + interval '2 hours'
                and (o.shipped_at at time zone $2)::date = days.d
        )
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan)
        select $1, 'Orders', 'All', 'Day', day, '', count(*), 0, 0, coalesce(sum(paid_amount), 0) from placed where paid_at is not null or paid_amount > 0 group by day
        union all
        select $1, 'Shipped', cuts.cut, 'Day', p.day, cuts.key, sum(coalesce(l.quantity, 1)), 0, 0, 0
        from placed p join order_lines l on l.store_id = $1 and l.order_no = p.order_no
        cross join lateral (values {Pieces}) cuts (cut, key)
        where p.shipped_at is not null and cuts.key is not null group by p.day, cuts.cut, cuts.key
        union all
        select $1, 'ShippedOn', cuts.cut, 'Day', p.day, cuts.key, sum(coalesce(l.quantity, 1)), 0, 0, 0
        from sent p join order_lines l on l.store_id = $1 and l.order_no = p.order_no cross join lateral (values {Pieces}) cuts (cut, key)
        where cuts.key is not null group by p.day, cuts.cut, cuts.key
        union all
        select $1, 'Parcels', cuts.cut, 'Day', p.day, cuts.key, count(*), 0, 0, 0
        from placed p join parcels l on l.store_id = $1 and l.order_no = p.order_no cross join lateral (values ('All', ''), ('Courier', l.courier)) cuts (cut, key)
        where cuts.key is not null group by p.day, cuts.cut, cuts.key
        """;

    /// <summary>The months of those days.</summary>
    public const string SoldMonths = $"""
        insert into roll_ups (store_id, measure, cut, span, starts, key, count, late, seconds, yuan) {Months}
            and measure in ({Sold}) and date_trunc('month', starts::timestamp)::date in (select date_trunc('month', d::timestamp)::date from unnest($3) d)
        group by 1, 2, 3, 4, 5, 6
        """;

    private const string Sold = "'Orders','Shipped','ShippedOn','Parcels'";

    private const string Pieces = "('All', ''), ('Style', left(l.style_code, 100)), ('Batch', left(l.style_code, 100) || '|' || left(batch_of(l.extra), 90)), ('Supplier', case when l.style_code is not null then left(supplier_of(l.extra), 100) end)";

    private const string Months = """
        select store_id, measure, cut, 'Month', date_trunc('month', starts::timestamp)::date, key, sum(count), sum(late), sum(seconds), sum(yuan)
        from roll_ups where store_id = $1 and span = 'Day'
        """;

    private const string Sums = """
        o.kind || coalesce(':' || o.word, ''), cuts.cut, spans.span, spans.starts, cuts.key,
        sum(sign), coalesce(sum(sign) filter (where o.is_late), 0), coalesce(sum(sign * o.seconds::bigint), 0), coalesce(sum(sign * o.yuan), 0)
        """;

    private const string Cuts = """
        cross join lateral (values
            ('All', ''),
            ('Type', o.type),
            ('Subtype', o.subtype),
            ('Responsible', o.responsible),
            ('Courier', o.courier),
            ('CourierSubtype', case when o.kind = 'Opened' then o.courier || '|' || o.subtype end),
            ('Person', o.person_id::text),
            ('Style', case when o.kind in ('Piece','Faulty','Borne','Recovered','Review','ReviewEnded','Opinion') then o.style end),
            ('Batch', case when o.kind in ('Piece','Faulty','Borne') then o.style || '|' || o.batch end),
            ('Supplier', case when o.kind in ('Piece','Faulty','Borne','Recovered') then o.supplier end),
            ('Party', o.party),
            ('PartyName', o.party || '|' || o.party_name),
            ('Hour', case when o.kind in ('Opened','Promise') then o.hour end),
            -- From an hour on, whole minutes, so that a distribution stays short; rounded up, so that what took longer than whole minutes stays longer.
            ('Seconds', (case when o.seconds < 3600 then o.seconds else (o.seconds + 59) / 60 * 60 end)::text),
            ('PersonSeconds', o.person_id || '|' || (case when o.seconds < 3600 then o.seconds else (o.seconds + 59) / 60 * 60 end))) cuts (cut, key)
        -- Of what a person's numbers are made, nobody asks but by person.
        where cuts.key is not null and (o.kind not in ('Replied','Waited') or cuts.cut in ('All','Person','PersonSeconds'))
        """;
}
