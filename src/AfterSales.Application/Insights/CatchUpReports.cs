using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using Npgsql;

namespace AfterSales.Application.Insights;

/// <summary>
/// Takes into the reports of one store what has changed since they last did, a bounded part at a time: in one transaction the changed cases are read from their
/// history anew, and the difference to what was counted of them goes into the roll-ups. A store that was never counted, or whose days begin at
/// another hour now, is counted from its whole history.
/// </summary>
public sealed class CatchUpReports(Databases databases, RebuildReports rebuild, ChangeSignal signal, TimeProvider time)
{
    private const int CasesAtOnce = 500;
    private const int DaysAtOnce = 400;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Everything that has changed so far; what another node is taking in at this moment is waited for.</summary>
    internal async Task AllAsync(Guid storeId, CancellationToken ct)
    {
        var until = await ReportQueue.NowAsync(databases.Source, ct);
        do
        {
            while (await TakeInAsync(storeId, ct)) { }
        }
        while (await ReportQueue.HoldsAsync(databases.Source, storeId, until, ct) && await PauseAsync(ct));
    }

    private static async Task<bool> PauseAsync(CancellationToken ct)
    {
        await Task.Delay(BetweenLooks, ct);
        return true;
    }

    /// <summary>Answers whether more may wait. While another node does the same store, nothing is done.</summary>
    internal async Task<bool> TakeInAsync(Guid storeId, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await ReportLocks.TryHoldAsync(connection, storeId, ct)) return false;
        if (await ReportLocks.ZoneAsync(connection, storeId, ct) is not { } zone) return false;
        if (!zone.IsCounted)
        {
            await rebuild.CountAsync(connection, storeId, zone.Id, ct);
            await transaction.CommitAsync(ct);
            signal.ReportsChanged(storeId);
            return true;
        }

        var cases = await ReportQueue.TakeCasesAsync(connection, storeId, CasesAtOnce, ct);
        var days = await ReportQueue.TakeDaysAsync(connection, storeId, DaysAtOnce, ct);
        if (cases.Count + days.Count == 0) return false;
        await using var batch = new NpgsqlBatch(connection, transaction);
        // For a few any plan will do, and the one that is remembered costs nothing to make.
        if (cases.Count == CasesAtOnce) batch.Say(ReportSql.PlanForWhatIsThere);
        if (cases.Count > 0)
        {
            batch.Say(ReportSql.Read, storeId, zone.Id, cases.ToArray());
            batch.Say(ReportSql.AddUp, storeId, zone.Id, cases.ToArray());
            batch.Say(ReportSql.Forget, storeId, zone.Id, cases.ToArray());
            batch.Say(ReportSql.Keep, storeId);
            batch.Say(ReportSql.Clear, storeId);
        }
        if (days.Count > 0)
        {
            foreach (var sql in new[] { ReportSql.ForgetSold, ReportSql.AddUpSold, ReportSql.SoldMonths }) batch.Say(sql, storeId, zone.Id, days.ToArray());
        }
        batch.Say("update report_states set caught_up_at = $2 where store_id = $1", storeId, time.GetUtcNow());
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        signal.ReportsChanged(storeId);
        return cases.Count == CasesAtOnce || days.Count == DaysAtOnce;
    }
}
