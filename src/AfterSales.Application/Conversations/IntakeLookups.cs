using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Conversations;
using Npgsql;

namespace AfterSales.Application.Conversations;

/// <summary>A message that was taken before.</summary>
internal sealed record KnownMessage(Guid CaseId, string Number, bool Opened);

/// <summary>
/// Everything a batch of messages has to know: the ids that its names stand for, which of its messages are known, and the
/// cases and running clocks of its customers. Locks the customers first, so two nodes never open two cases for one of them,
/// and the cases before their clocks are read. One round trip: that and nothing else is why it is not asked of the model.
/// </summary>
internal sealed class IntakeLookups
{
    public Dictionary<string, Guid> Customers { get; } = new(StringComparer.Ordinal);
    public Dictionary<(string Channel, string Id), KnownMessage> Messages { get; } = [];
    public Dictionary<string, Guid> Orders { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Guid> People { get; } = new(StringComparer.Ordinal);

    /// <summary>The open ones, the latest of each order asked about, the last of who names none: enough to join, reopen or link.</summary>
    public List<Case> Cases { get; private set; } = [];

    /// <summary>The running clocks of the open ones, with their pauses.</summary>
    public List<Clock> Clocks { get; private set; } = [];

    public List<ClockTimer> Timers { get; private set; } = [];

    /// <summary>Case numbers for those who are new here.</summary>
    public Queue<long> Numbers { get; } = new();

    /// <summary>Buyers who were erased, by nick, and when: what is older does not come in again.</summary>
    public Dictionary<string, DateTimeOffset> Erased { get; } = new(StringComparer.Ordinal);

    /// <param name="erasureKey">Under which the store remembers whom it erased; null where it erased nobody.</param>
    public static async Task<IntakeLookups> ReadAsync(StoreDb db, List<IncomingMessage> messages, byte[]? erasureKey, CancellationToken ct)
    {
        var nicks = Distinct(messages.Select(m => m.Customer));
        var orders = Distinct(messages.Select(m => m.OrderNo));
        var agents = Distinct(messages.Where(m => m.Kind == MessageKind.Reply).Select(m => m.Agent));
        await using var batch = await db.BeginAsync(ct);
        Add(batch, IntakeSql.Plan);
        Add(batch, IntakeSql.Lock, LockKeys(db.StoreId, nicks));
        Add(batch, IntakeSql.Customers, db.StoreId, nicks);
        Add(batch, IntakeSql.Messages, db.StoreId, Distinct(messages.Select(m => m.Channel)), Distinct(messages.Select(m => m.ExternalId)));
        Add(batch, IntakeSql.Cases, db.StoreId, nicks, orders, Distinct(messages.Where(m => m.OrderNo is null).Select(m => m.Customer)));
        Add(batch, IntakeSql.Clocks, db.StoreId, nicks);
        Add(batch, IntakeSql.Pauses, db.StoreId, nicks);
        Add(batch, IntakeSql.Timers, db.StoreId, nicks);
        Add(batch, IntakeSql.Numbers, db.StoreId, messages.Select(m => (m.Customer, m.OrderNo)).Distinct().Select(m => m.Customer).ToArray());
        if (orders.Length > 0) Add(batch, IntakeSql.Orders, db.StoreId, orders);
        if (agents.Length > 0) Add(batch, IntakeSql.People, db.StoreId, agents);
        var hashes = erasureKey is null ? [] : nicks.ToDictionary(nick => ErasureKeys.OfNick(erasureKey, nick), StringComparer.Ordinal);
        if (hashes.Count > 0) Add(batch, IntakeSql.Erased, db.StoreId, hashes.Keys.ToArray());

        var found = new IntakeLookups();
        // "begin" has no result; those of the plan and of the lock say nothing.
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        await EachAsync(rows, r => found.Customers[r.GetString(0)] = r.GetGuid(1), ct);
        await EachAsync(rows, r => found.Messages[(r.GetString(0), r.GetString(1))] = new(r.GetGuid(2), r.GetString(3), r.GetBoolean(4)), ct);
        await rows.NextResultAsync(ct);
        found.Cases = await BulkRead.ReadAsync<Case>(db, rows, ct);
        await rows.NextResultAsync(ct);
        found.Clocks = await BulkRead.ReadAsync<Clock>(db, rows, ct);
        await rows.NextResultAsync(ct);
        await BulkRead.ReadAsync<ClockPause>(db, rows, ct);
        await rows.NextResultAsync(ct);
        found.Timers = await BulkRead.ReadAsync<ClockTimer>(db, rows, ct);
        await EachAsync(rows, r => found.Numbers.Enqueue(r.GetInt64(0)), ct);
        if (orders.Length > 0) await EachAsync(rows, r => found.Orders[r.GetString(0)] = r.GetGuid(1), ct);
        if (agents.Length > 0) await EachAsync(rows, r => found.People[r.GetString(0)] = found.People[r.GetString(1)] = r.GetGuid(2), ct);
        if (hashes.Count > 0) await EachAsync(rows, r => found.Erased[hashes[r.GetString(0)]] = r.GetFieldValue<DateTimeOffset>(1), ct);
        return found;
    }

    private static async Task EachAsync(DbDataReader rows, Action<DbDataReader> take, CancellationToken ct)
    {
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) take(rows);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }

    internal static long[] LockKeys(Guid storeId, string[] nicks)
    {
        var store = storeId.ToByteArray();
        return [.. nicks.Select(n => BitConverter.ToInt64(SHA256.HashData([.. store, .. Encoding.UTF8.GetBytes(n)]))).Distinct().Order()];
    }

    private static string[] Distinct(IEnumerable<string?> values) => [.. values.OfType<string>().Distinct(StringComparer.Ordinal)];
}
