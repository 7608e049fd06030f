namespace AfterSales.Application.Importing.Staging;

/// <summary>
/// Brings staged refunds into the store, one range of refund numbers after the other. What an export tells never goes back behind what is known already,
/// as far as that can be told: see <see cref="IsOlder"/>.
/// </summary>
internal sealed class RefundWriting(StagedStatements statements, ErasedStaging erased, ClaimedImport job, TimeProvider time)
{
    /// <summary>Refunds come after all orders of a file; so does what says how far the job is. No order number begins with it.</summary>
    public const string Mark = "~";

    private const string Ended = "('None', 'Succeeded', 'Closed')";

    /// <summary>
    /// No export says when it was made. One that knows less of what happened by then is older, as is one in which a refund that has ended is still running,
    /// and one that tells a deadline which is over while a later one is known.
    /// </summary>
    private const string IsOlder = $"""
        coalesce(greatest(excluded.applied_at, excluded.returned_at, excluded.finished_at) < greatest(o.applied_at, o.returned_at, o.finished_at), false)
            or (o.status in {Ended} and excluded.status not in {Ended})
            or coalesce(excluded.deadline < @now and excluded.deadline < o.deadline, false)
        """;

    /// <summary>The orders of this range tell whose refunds are that nobody knew.</summary>
    public const string WakeThoseOfOrders = """
        update platform_refunds set attention = 'Due'
        where store_id = @store and attention = 'NoBuyer' and order_no in (select order_no collate "default" from staged_orders where order_no > @after and order_no <= @through)
        """;

    private static readonly string Upsert = StagingTables.Refunds.Upsert(
        marked: ("attention",
            $"case when {Runs("s")} then 'Due' else 'None' end",
            $"case when o.case_id is not null or o.attention <> 'None' or {Runs("excluded")} then 'Due' else 'None' end"),
        unless: IsOlder);

    /// <summary>Answers false when somebody stopped it.</summary>
    /// <param name="progress">How far the whole job is with so many refunds written.</param>
    public async Task<bool> RunAsync(int refundsAtOnce, Func<int, double> progress, CancellationToken ct)
    {
        var after = job.WrittenThrough?.StartsWith(Mark, StringComparison.Ordinal) == true ? job.WrittenThrough[Mark.Length..] : "";
        var done = after.Length == 0 ? 0 : await statements.CountAsync("select count(*) from staged_platform_refunds where refund_no <= @after", ct, ("after", after));
        while (await statements.NextAsync(StagingTables.Refunds, "refund_no", after, refundsAtOnce, ct) is (var through, var refunds))
        {
            done += refunds;
            var key = await erased.KeyAsync(ct);
            if (!await StagedStatements.WithRetriesAsync(() => WriteAsync(key, after, through, refunds, progress(done), ct))) return false;
            after = through;
        }

        return true;
    }

    private async Task<bool> WriteAsync(byte[]? key, string after, string through, int refunds, double progress, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var transaction = await statements.Connection.BeginTransactionAsync(ct);
        if (await ImportJobs.HoldAsync(job, statements.Connection, ct)) return false;

        await erased.EmptyRefundsAsync(key, after, through, ct);
        await statements.ExecuteAsync("truncate written_rows", ct);
        await statements.ExecuteAsync(Upsert, ct, ("store", job.StoreId), ("now", now), ("after", after), ("through", through));
        await statements.CountWrittenAsync(job, refunds, progress, Mark + through, now, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static string Runs(string row) =>
        $"coalesce({row}.status, 'Unknown') not in {Ended} and (coalesce({row}.deadline, {row}.proof_deadline) is not null)";
}
