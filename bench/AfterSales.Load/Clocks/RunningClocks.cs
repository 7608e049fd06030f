using AfterSales.Domain.People;
using AfterSales.Load.Running;
using Npgsql;

namespace AfterSales.Load.Clocks;

/// <summary>
/// Open cases of one store, each with a reply and a resolution clock, each with an assignee; two supervisors. All clocks are
/// due tomorrow, until some are told to be due at a moment of the measurement.
/// </summary>
internal sealed class RunningClocks : IAsyncDisposable
{
    /// <summary>Who hears of a breach: the assignee and both supervisors.</summary>
    public const int ToldPerBreach = 3;

    private const int Agents = 20;
    private int _next;

    private RunningClocks(BenchDatabase database, NpgsqlDataSource source) => (Database, Source) = (database, source);

    public BenchDatabase Database { get; }
    public NpgsqlDataSource Source { get; }

    public static async Task<RunningClocks> CreateAsync(BenchDatabase database, int cases, CancellationToken ct)
    {
        await BenchPeople.AddAsync(database, Role.Supervisor, "supervisor1", "supervisor2");
        var agents = await BenchPeople.AddAsync(database, Role.AfterSales, [.. Enumerable.Range(1, Agents).Select(i => $"agent{i}")]);
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        await Seed.IdsAsync(source, ct);
        await Seed.ExecuteAsync(source, """
            insert into customers (id, store_id, nick, first_seen_at, version)
            select seed_id('customer', i), $1, 'tb' || i || '_买家', now(), 1 from generate_series(1, $2) i
            """, [database.StoreId, cases], ct);
        await Seed.ExecuteAsync(source, """
            insert into cases (id, store_id, number, customer_id, customer_nick, order_no, type, subtype, type_confirmed, state, assignee_id, priority, tags, channel, opened_at, cycle,
                unanswered_since, nudges, last_inbound_at, last_activity_at, last_text, last_is_inbound, evidence_count, version, changed_at)
            select seed_id('case', i), $1, 'AS-261101-' || lpad(i::text, 6, '0'), seed_id('customer', i), 'tb' || i || '_买家', '33' || lpad(i::text, 16, '0'), 'WrongItem', 'WrongShipped', true, 'Confirming',
                ($3::uuid[])[1 + i % cardinality($3)], 'Normal', '{}', 'qianniu', now() - interval '1 day', 1,
                now(), 0, now(), now(), '我收到的衣服发错了', true, 0, 1, now() - interval '1 day'
            from generate_series(1, $2) i
            """, [database.StoreId, cases, agents], ct);
        await Seed.ExecuteAsync(source, """
            insert into clocks (id, store_id, subject_id, kind, cycle, started_at, "limit", due_is_given, rule, policy_version, due_at, first_warn_ordinal)
            select seed_id(kind, i), $1, seed_id('case', i), kind, 1, now(), "limit", false, rule::jsonb, 1, now() + interval '1 day', 0
            from generate_series(1, $2) i, (values ('Resolution', interval '48 hours', $3), ('Reply', interval '5 minutes', $4)) of (kind, "limit", rule)
            """, [database.StoreId, cases, Seed.ResolutionRule, Seed.ReplyRule], ct);
        await Seed.ExecuteAsync(source, """
            insert into clock_timers (clock_id, kind, ordinal, due_at)
            select seed_id(clock, i), kind, ordinal, now() + interval '1 day'
            from generate_series(1, $1) i, (values ('Resolution', 'Warn', 0), ('Resolution', 'Warn', 1), ('Resolution', 'Breach', 0), ('Reply', 'Warn', 0), ('Reply', 'Breach', 0)) of (clock, kind, ordinal)
            """, [cases], ct);
        // A database that has been up for a while has done this by itself.
        await Seed.ExecuteAsync(source, "vacuum analyze", [], ct);
        return new(database, source);
    }

    /// <summary>The reply clocks of the next so many cases breach at random moments of a while.</summary>
    public Task TrickleAsync(int count, DateTimeOffset from, TimeSpan length, CancellationToken ct) =>
        DueAsync(count, "$3 + random() * $4", [from, length], ct);

    /// <summary>The reply clocks of the next so many cases breach at one moment.</summary>
    public Task BurstAsync(int count, DateTimeOffset at, CancellationToken ct) => DueAsync(count, "$3", [at], ct);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task DueAsync(int count, string dueAt, object[] values, CancellationToken ct)
    {
        var (first, last) = (_next + 1, _next += count);
        await Seed.ExecuteAsync(Source, $"""
            with due as (
                update clocks set due_at = {dueAt}
                from generate_series($1, $2) i where id = seed_id('Reply', i) returning id, due_at)
            update clock_timers t set due_at = due.due_at from due where t.clock_id = due.id and t.kind = 'Breach'
            """, [first, last, .. values], ct);
    }
}
