using AfterSales.Domain.Shared;
using Npgsql;

namespace AfterSales.Application.Importing.Staging;

/// <summary>Brings what is staged into the store, one range of order numbers after the other.</summary>
internal sealed class OrderWriting(NpgsqlConnection connection, ClaimedImport job, TimeProvider time)
{
    private const int MaxTries = 5;

    // A nick that the platform masks is shared by many: it names nobody.
    private const string Buyer = "left join customers c on c.store_id = @store and c.nick = s.buyer_nick and s.buyer_nick not like '%*%'";

    private static readonly string UpsertOrders = StagingTables.Orders.Upsert("customer_id", "c.id", Buyer);
    private static readonly string UpsertLines = StagingTables.Lines.Upsert();
    private static readonly string UpsertParcels = StagingTables.Parcels.Upsert();

    /// <summary>Answers false when somebody stopped it.</summary>
    public async Task<bool> RunAsync(double progressSoFar, int ordersAtOnce, Func<int, IReadOnlyList<Guid>, Task>? written, CancellationToken ct)
    {
        var total = (int)(long)(await ScalarAsync("select count(*) from staged_orders", ct))!;
        var done = 0;
        if (job.WrittenThrough is { } resumed) done = (int)(long)(await ScalarAsync("select count(*) from staged_orders where order_no <= @after", ct, ("after", resumed)))!;
        await ExecuteAsync("create temp table written_orders (order_no text, added bool)", ct);

        var after = job.WrittenThrough ?? "";
        while (await NextAsync(after, ordersAtOnce, ct) is { Through: { } through, Orders: var orders })
        {
            done += orders;
            await CustomersAsync(after, through, ct);
            var share = progressSoFar + ((1 - progressSoFar) * done / total);
            if (await WithRetriesAsync(() => WriteAsync(after, through, orders, share, ct)) is not { } cases) return false;
            if (written is not null) await written(orders, cases);
            after = through;
        }

        return true;
    }

    private async Task<(string? Through, int Orders)> NextAsync(string after, int ordersAtOnce, CancellationToken ct)
    {
        await using var command = Command("select max(order_no), count(*) from (select order_no from staged_orders where order_no > @after order by order_no limit @most) s", ("after", after), ("most", ordersAtOnce));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (await reader.IsDBNullAsync(0, ct) ? null : reader.GetString(0), (int)reader.GetInt64(1));
    }

    // Before the transaction and on their own: message intake writes customers while it holds cases, which the transaction asks for.
    private async Task CustomersAsync(string after, string through, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var nicks = new List<(string Nick, DateTimeOffset Seen)>();
        await using (var command = Command(
            """
            select s.buyer_nick, coalesce(min(s.created_at), @now) from staged_orders s
            where s.order_no > @after and s.order_no <= @through and s.buyer_nick not like '%*%'
              and not exists (select from customers c where c.store_id = @store and c.nick = s.buyer_nick)
            group by s.buyer_nick order by s.buyer_nick
            """, ("after", after), ("through", through), ("store", job.StoreId), ("now", now)))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct)) nicks.Add((reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, ct)));

        if (nicks.Count == 0) return;
        await WithRetriesAsync(async () =>
        {
            await ExecuteAsync(
                """
                insert into customers (id, store_id, nick, first_seen_at, version)
                select id, @store, nick, seen, 0 from unnest(@ids, @nicks, @seen) as n (id, nick, seen) order by nick
                on conflict (store_id, nick) do nothing
                """, ct,
                ("store", job.StoreId), ("ids", nicks.ConvertAll(_ => Ids.New(now)).ToArray()),
                ("nicks", nicks.ConvertAll(n => n.Nick).ToArray()), ("seen", nicks.ConvertAll(n => n.Seen).ToArray()));
            return Array.Empty<Guid>();
        });
    }

    /// <summary>Answers the cases that found their order; null when somebody wants the job to stop.</summary>
    private async Task<IReadOnlyList<Guid>?> WriteAsync(string after, string through, int orders, double progress, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ImportJobs.HoldAsync(job, connection, ct)) return null;

        (string, object)[] range = [("store", job.StoreId), ("now", now), ("after", after), ("through", through)];
        await ExecuteAsync("truncate written_orders", ct);
        await ExecuteAsync(UpsertOrders, ct, range);
        await ExecuteAsync(UpsertLines, ct, range);
        await ExecuteAsync(UpsertParcels, ct, range);
        await ExecuteAsync(
            """
            with orders as (select order_no, bool_or(added) as added from written_orders group by order_no),
                 counts as (select count(*) filter (where added) as added, count(*) filter (where not added) as changed from orders)
            update imports i set heartbeat_at = @now, progress = @progress, written_through = @through,
                added = i.added + c.added, changed = i.changed + c.changed, unchanged = i.unchanged + @orders - c.added - c.changed
            from counts c where i.id = @id and i.store_id = @store
            """, ct, [.. range, ("id", job.Id), ("progress", progress), ("orders", orders)]);
        var cases = await LinkCasesAsync(range, ct);
        await transaction.CommitAsync(ct);
        return cases;
    }

    private async Task<List<Guid>> LinkCasesAsync((string, object)[] range, CancellationToken ct)
    {
        await using var command = Command(
            """
            with waiting as (
                select c.id, o.id as order_id from cases c
                join orders o on o.store_id = c.store_id and o.order_no = c.order_no
                where c.store_id = @store and c.order_id is null and c.order_no in (select order_no collate "default" from staged_orders where order_no > @after and order_no <= @through)
                order by c.id for no key update of c)
            update cases c set order_id = w.order_id, changed_at = @now from waiting w where c.id = w.id returning c.id
            """, range);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var cases = new List<Guid>();
        while (await reader.ReadAsync(ct)) cases.Add(reader.GetGuid(0));
        return cases;
    }

    // Others write orders too, and not always in our order: whom the database picks to break a deadlock starts again.
    private static async Task<IReadOnlyList<Guid>?> WithRetriesAsync(Func<Task<IReadOnlyList<Guid>?>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MaxTries)
            {
            }
        }
    }

    private NpgsqlCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteScalarAsync(ct);
    }
}
