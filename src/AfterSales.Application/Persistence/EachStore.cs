using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Persistence;

/// <summary>What workers do for every store, one after the other.</summary>
internal static class EachStore
{
    public static async Task<IReadOnlyList<Guid>> StoresAsync(this Databases databases, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select id from stores");
        var stores = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) stores.Add(rows.GetGuid(0));
        return stores;
    }

    /// <summary>Does it for one store. Where that fails, the others are not kept waiting: it is written into the log, and answered with false, so that it is tried again.</summary>
    /// <param name="store">For which it is done.</param>
    /// <param name="what">What is then behind, as the log names it.</param>
    /// <param name="work">What is done.</param>
    /// <param name="log">Of the worker.</param>
    /// <param name="ct">The worker is to stop.</param>
    public static async Task<bool> TryAsync(Guid store, string what, Func<Guid, CancellationToken, Task> work, ILogger log, CancellationToken ct)
    {
        try
        {
            await work(store, ct);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "{What} of store {StoreId} is behind; trying again", what, store);
            return false;
        }
    }
}
