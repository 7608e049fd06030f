using AfterSales.Application.Persistence.Mapping;

namespace AfterSales.Application.Conversations;

/// <summary>
/// What <see cref="IntakeLookups"/> asks, each statement by itself: a statement sees what was committed before it began, so
/// what was waited for by a lock is seen by the statements after it. $1 is the store, $2 what the names are.
/// </summary>
internal static class IntakeSql
{
    // Look-ups by key, the same few all day: planned once, and never as a walk through a table that was small when it was
    // planned, nor through the index of pieces of names, which answers for whole ones, too. Without this the server may plan each
    // of them anew for each message.
    public const string Plan = "select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)";

    // Locks in one order everywhere, so two batches cannot wait for each other.
    public const string Lock = "select pg_advisory_xact_lock(k) from (select unnest($1) as k order by 1) s";

    public const string Customers = "select nick, id from customers where store_id = $1 and nick = any($2)";

    public const string Messages = """
        select m.channel, m.external_id, c.id, c.number, m.opened_case from messages m join cases c on c.id = m.case_id
        where m.store_id = $1 and m.channel = any($2) and m.external_id = any($3)
        """;

    // What a message can join, reopen or be linked to, and nothing else of a buyer who comes every week: the open ones, the
    // latest of each order that is asked about ($3), and the last one of those who name no order ($4).
    public const string Cases = $"""
        select * from cases where store_id = $1 and id = any(array(
            select id from cases where store_id = $1 and {CaseMapping.OpenCases} and customer_id = any({TheirIds})
            union
            (select distinct on (customer_id, order_no) id from cases
                where store_id = $1 and order_no = any($3) and customer_id = any({TheirIds})
                order by customer_id, order_no, last_activity_at desc)
            union
            select last.id from customers c cross join lateral (
                select id from cases where store_id = $1 and customer_id = c.id order by last_activity_at desc limit 1) last
            where c.store_id = $1 and c.nick = any($4)))
        order by id for no key update
        """;

    public const string Clocks = $"select * from clocks where {Running}";

    public const string Pauses = $"select * from clock_pauses where clock_id = any(array(select id from clocks where {Running})) order by id";

    public const string Timers = $"select * from clock_timers where clock_id = any(array(select id from clocks where {Running}))";

    // Whoever is not here yet will open a case. The others mostly join one; a number for each of their messages would leave gaps.
    public const string Numbers = "select nextval('case_number') from unnest($2) n where not exists (select from customers where store_id = $1 and nick = n)";

    public const string Orders = "select order_no, id from orders where store_id = $1 and order_no = any($2)";

    public const string People = """
        select p.display_name, p.user_name, p.id from people p
        where exists (select from memberships m where m.person_id = p.id and m.store_id = $1) and (p.display_name = any($2) or p.user_name = any($2))
        """;

    public const string Erased = "select hash, at from erased_keys where store_id = $1 and hash = any($2)";

    private const string TheirIds = "array(select id from customers where store_id = $1 and nick = any($2))";

    private const string Running = $"stopped_at is null and subject_id = any(array(select id from cases where store_id = $1 and {CaseMapping.OpenCases} and customer_id = any({TheirIds})))";
}
