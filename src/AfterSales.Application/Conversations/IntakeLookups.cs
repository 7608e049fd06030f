using System.Security.Cryptography;
using System.Text;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AfterSales.Application.Conversations;

/// <summary>A message that was taken before.</summary>
internal sealed record KnownMessage(Guid CaseId, string Number, bool Opened);

/// <summary>
/// The ids that the names in a batch stand for, and which of its messages are known. Locks the customers first, so two nodes
/// never open two cases for one of them. One round trip: that and nothing else is why it is not written with the model.
/// </summary>
internal sealed record IntakeLookups(
    Dictionary<string, Guid> Customers, Dictionary<(string Channel, string Id), KnownMessage> Messages, Dictionary<string, Guid> Orders, Dictionary<string, Guid> People)
{
    // Locks in one order everywhere, so two batches cannot wait for each other.
    private const string Lock = "select pg_advisory_xact_lock(k) from (select unnest($1) as k order by 1) s";

    private const string FindCustomers = "select nick, id from customers where store_id = $1 and nick = any($2)";

    private const string FindMessages = """
        select m.channel, m.external_id, c.id, c.number, m.opened_case from messages m join cases c on c.id = m.case_id
        where m.store_id = $1 and m.channel = any($2) and m.external_id = any($3)
        """;

    private const string FindOrders = "select order_no, id from orders where store_id = $1 and order_no = any($2)";

    private const string FindPeople = """
        select p.display_name, p.user_name, p.id from people p
        where exists (select from memberships m where m.person_id = p.id and m.store_id = $1) and (p.display_name = any($2) or p.user_name = any($2))
        """;

    public static async Task<IntakeLookups> ReadAsync(StoreDb db, List<IncomingMessage> messages, CancellationToken ct)
    {
        var nicks = Distinct(messages.Select(m => m.Customer));
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        Add(batch, Lock, LockKeys(db.StoreId, nicks));
        Add(batch, FindCustomers, db.StoreId, nicks);
        Add(batch, FindMessages, db.StoreId, Distinct(messages.Select(m => m.Channel)), Distinct(messages.Select(m => m.ExternalId)));
        Add(batch, FindOrders, db.StoreId, Distinct(messages.Select(m => m.OrderNo)));
        Add(batch, FindPeople, db.StoreId, Distinct(messages.Where(m => m.Kind == MessageKind.Reply).Select(m => m.Agent)));
        var found = new IntakeLookups(new(StringComparer.Ordinal), [], new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) found.Customers[rows.GetString(0)] = rows.GetGuid(1);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) found.Messages[(rows.GetString(0), rows.GetString(1))] = new(rows.GetGuid(2), rows.GetString(3), rows.GetBoolean(4));
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) found.Orders[rows.GetString(0)] = rows.GetGuid(1);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct)) found.People[rows.GetString(0)] = found.People[rows.GetString(1)] = rows.GetGuid(2);
        return found;
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }

    private static long[] LockKeys(Guid storeId, string[] nicks)
    {
        var store = storeId.ToByteArray();
        return [.. nicks.Select(n => BitConverter.ToInt64(SHA256.HashData([.. store, .. Encoding.UTF8.GetBytes(n)]))).Distinct().Order()];
    }

    private static string[] Distinct(IEnumerable<string?> values) => [.. values.OfType<string>().Distinct(StringComparer.Ordinal)];
}
