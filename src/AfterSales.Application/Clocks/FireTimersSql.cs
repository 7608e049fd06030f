namespace AfterSales.Application.Clocks;

/// <summary>The two statements of <see cref="FireTimers"/>.</summary>
internal static class FireTimersSql
{
    /// <summary>
    /// Timer, clock and case are held together. A reply that is being saved holds the case, so its clocks are passed over until
    /// the reply has stopped them. A node that vanishes without a word gives its claim back after five seconds.
    /// </summary>
    public const string Claim = """
        set local idle_in_transaction_session_timeout = '5s';
        select t.clock_id, t.kind, t.ordinal, t.due_at, c.store_id, c.subject_id, c.kind
        from clock_timers t
        join clocks c on c.id = t.clock_id
        join cases k on k.id = c.subject_id
        where t.fired_at is null and t.due_at <= @now
        order by t.due_at
        limit @batch
        for update of t, c skip locked
        for share of k skip locked
        """;

    /// <summary>
    /// The store's lock makes event numbers visible in their order, so that who reads on from the last one seen misses none.
    /// <c>due</c> says what holds exactly as Clock.StillHolds does: the clock was running at that moment. A warning that comes too
    /// late to act on, because everything was down, is recorded like any other but bothers nobody.
    /// </summary>
    public const string Write = """
        select pg_advisory_xact_lock(hashtextextended('clock_events:' || store_id, 0)) from unnest(@stores) store_id;
        with due as (
            select t.clock_id, t.kind, t.ordinal, t.due_at, c.store_id, c.kind as clock, c.started_at, c.subject_id as case_id, k.number, k.customer_nick, k.assignee_id,
                case t.kind when 'Breach' then 'clock.breached' else 'clock.warned' end as what,
                (c.stopped_at is null or c.stopped_at >= t.due_at)
                    and not exists (select from clock_pauses p
                        where p.clock_id = t.clock_id and p.started_at < t.due_at and (p.ended_at is null or t.due_at < p.ended_at))
                    and not (t.kind = 'Breach' and c.breached_at is not null) as holds,
                c.stopped_at is null and c.due_at > @now as in_time
            from unnest(@clocks, @kinds, @ordinals) claimed (clock_id, kind, ordinal)
            join clock_timers t using (clock_id, kind, ordinal)
            join clocks c on c.id = t.clock_id
            join cases k on k.id = c.subject_id
        ), fired as (
            update clock_timers t set fired_at = @now from due d
            where (t.clock_id, t.kind, t.ordinal) = (d.clock_id, d.kind, d.ordinal)
        ), breached as (
            update clocks c set breached_at = d.due_at, responsible_id = d.assignee_id from due d
            where c.id = d.clock_id and d.kind = 'Breach' and d.holds
        ), raised as (
            insert into clock_events (store_id, clock_id, subject_id, clock, kind, ordinal, due_at, fired_at, responsible_id)
            select store_id, clock_id, case_id, clock, kind, ordinal, due_at, @now, assignee_id from due where holds order by due_at
            on conflict (clock_id, kind, ordinal) do nothing
            returning clock_id, kind, ordinal
        ), said as (
            select d.*, jsonb_build_object(
                'clock', d.clock,
                'clock_id', d.clock_id,
                'due_at', to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"0+00:00"')) as data
            from due d join raised using (clock_id, kind, ordinal)
        ), history as (
            insert into case_history (store_id, case_id, kind, data, actor_kind, actor_name, at)
            select store_id, case_id, case kind when 'Breach' then 'ClockBreached' else 'ClockWarned' end, data, 'System', 'system', @now
            from said order by due_at
        ), sent as (
            insert into outbox (store_id, kind, case_id, data, at)
            select store_id, what, case_id, data || jsonb_build_object('case', number, 'responsible_id', assignee_id), @now
            from said order by due_at
        ), escalated as (
            -- The case is held, so nobody decides at this moment; the clock measures the oldest request.
            update approval_requests a set escalated_at = @now, version = a.version + 1 from said
            where said.kind = 'Breach' and said.clock = 'Approval' and a.case_id = said.case_id and a.state = 'Open' and a.escalated_at is null and a.requested_at <= said.started_at
            returning a.id, a.version, a.store_id, a.case_id, said.number, a.hands, a.requested_by, said.customer_nick, said.due_at,
                jsonb_build_object('approval', a.id, 'remedy', a.remedy, 'amount', a.amount::text) as data
        ), passed_on as (
            insert into case_history (store_id, case_id, kind, data, actor_kind, actor_name, at)
            select store_id, case_id, 'ApprovalEscalated', data, 'System', 'system', @now from escalated order by due_at
        ), told_above as (
            insert into notifications (id, store_id, person_id, kind, key, case_id, case_number, data, at)
            select gen_random_uuid(), e.store_id, m.person_id, 'approval.escalated', 'approval.escalated:' || e.id || ':' || e.version, e.case_id, e.number,
                e.data || jsonb_build_object('customer', e.customer_nick, 'by', e.requested_by), @now
            from escalated e join memberships m on m.store_id = e.store_id and m.role = 'Owner' and not m.person_id = any(e.hands)
            on conflict (person_id, key) do nothing
            returning store_id, person_id
        ), concerned as (
            select assignee_id as person_id, said.* from said where assignee_id is not null and (kind = 'Breach' or in_time)
            union
            select m.person_id, said.* from said join memberships m on m.store_id = said.store_id and m.role = 'Supervisor'
            where said.kind = 'Breach'
        ), told as (
            insert into notifications (id, store_id, person_id, kind, key, case_id, case_number, data, at)
            select gen_random_uuid(), store_id, person_id, what, what || ':' || clock_id || ':' || ordinal, case_id, number,
                data || jsonb_build_object('customer', customer_nick), @now
            from concerned
            on conflict (person_id, key) do nothing
            returning store_id, person_id
        )
        select store_id, person_id from told union select store_id, person_id from told_above
        """;
}
