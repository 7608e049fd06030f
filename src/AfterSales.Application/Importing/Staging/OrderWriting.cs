using AfterSales.Domain.Shared;

namespace AfterSales.Application.Importing.Staging;

/// <summary>Brings staged orders into the store, one range of order numbers after the other.</summary>
internal sealed class OrderWriting(StagedStatements statements, ErasedStaging erased, ClaimedImport job, TimeProvider time)
{
    // A nick that the platform masks is shared by many: it names nobody.
    private const string Buyer = "left join customers c on c.store_id = @store and c.nick = s.buyer_nick and s.buyer_nick not like '%*%'";

    private static readonly string UpsertOrders = StagingTables.Orders.Upsert("customer_id", "c.id", Buyer);
    private static readonly string UpsertLines = StagingTables.Lines.Upsert();
    private static readonly string UpsertParcels = StagingTables.Parcels.Upsert();

    /// <summary>Answers false when somebody stopped it.</summary>
    /// <param name="progress">How far the whole job is with so many orders written.</param>
    public async Task<bool> RunAsync(int ordersAtOnce, Func<int, double> progress, Func<int, IReadOnlyList<Guid>, Task>? written, CancellationToken ct)
    {
        var after = job.WrittenThrough ?? "";
        var done = after.Length == 0 ? 0 : await statements.CountAsync("select count(*) from staged_orders where order_no <= @after", ct, ("after", after));
        while (await statements.NextAsync(StagingTables.Orders, "order_no", after, ordersAtOnce, ct) is (var through, var orders))
        {
            done += orders;
            var key = await erased.KeyAsync(ct);
            await StagedStatements.WithRetriesAsync(() => CustomersAsync(key, after, through, ct));
            if (await StagedStatements.WithRetriesAsync(() => WriteAsync(key, after, through, orders, progress(done), ct)) is not { } cases) return false;
            if (written is not null) await written(orders, cases);
            after = through;
        }

        return true;
    }

    // Before the transaction and on their own: message intake writes customers while it holds cases, which the transaction asks for.
    private async Task<bool> CustomersAsync(byte[]? key, string after, string through, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var transaction = await statements.Connection.BeginTransactionAsync(ct);
        await erased.EmptyOrdersAsync(key, after, through, ct);
        var nicks = new List<(string Nick, DateTimeOffset Seen)>();
        await using (var command = statements.Command(
            """
            select s.buyer_nick, coalesce(min(s.created_at), @now) from staged_orders s
            where s.order_no > @after and s.order_no <= @through and s.buyer_nick not like '%*%'
              and not exists (select from customers c where c.store_id = @store and c.nick = s.buyer_nick)
            group by s.buyer_nick order by s.buyer_nick
            """, ("after", after), ("through", through), ("store", job.StoreId), ("now", now)))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct)) nicks.Add((reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, ct)));

        if (nicks.Count > 0)
            await statements.ExecuteAsync(
                """
                insert into customers (id, store_id, nick, first_seen_at, version)
                select id, @store, nick, seen, 0 from unnest(@ids, @nicks, @seen) as n (id, nick, seen) order by nick
                on conflict (store_id, nick) do nothing
                """, ct,
                ("store", job.StoreId), ("ids", nicks.ConvertAll(_ => Ids.New(now)).ToArray()),
                ("nicks", nicks.ConvertAll(n => n.Nick).ToArray()), ("seen", nicks.ConvertAll(n => n.Seen).ToArray()));
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Answers the cases that found their order; null when somebody wants the job to stop.</summary>
    private async Task<IReadOnlyList<Guid>?> WriteAsync(byte[]? key, string after, string through, int orders, double progress, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var transaction = await statements.Connection.BeginTransactionAsync(ct);
        if (await ImportJobs.HoldAsync(job, statements.Connection, ct)) return null;

        (string, object)[] range = [("store", job.StoreId), ("now", now), ("after", after), ("through", through)];
        await erased.EmptyOrdersAsync(key, after, through, ct);
        await statements.ExecuteAsync("truncate written_rows", ct);
        await statements.ExecuteAsync(UpsertOrders, ct, range);
        await statements.ExecuteAsync(UpsertLines, ct, range);
        await statements.ExecuteAsync(UpsertParcels, ct, range);
        await statements.CountWrittenAsync(job, orders, progress, through, now, ct);
        await statements.ExecuteAsync(RefundWriting.WakeThoseOfOrders, ct, range);
        var cases = await LinkCasesAsync(range, ct);
        await transaction.CommitAsync(ct);
        return cases;
    }

    private async Task<List<Guid>> LinkCasesAsync((string, object)[] range, CancellationToken ct)
    {
        await using var command = statements.Command(
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
}
