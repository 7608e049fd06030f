using AfterSales.Load.Pages;

namespace AfterSales.Load.Insights;

/// <summary>A node counts the reports of its stores by itself; what is measured meanwhile is a node that does both.</summary>
internal static class CountedReports
{
    /// <summary>Waits until nothing is left to count.</summary>
    public static async Task UntilCountedAsync(this FilledStore store, CancellationToken ct)
    {
        while (!await IsAsync(store, "select not exists (select from stores s left join report_states r on r.store_id = s.id where r.store_id is null) and not exists (select from report_cases) and not exists (select from report_days)", ct))
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
    }

    private static async Task<bool> IsAsync(FilledStore store, string sql, CancellationToken ct)
    {
        await using var command = store.Source.CreateCommand(sql);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
