using AfterSales.Application.Cases.Finding;
using AfterSales.Application.Conversations;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.Customers;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AfterSales.Application.Customers.Privacy;

/// <summary>A customer who was erased, and the cases whose pages show it.</summary>
public sealed record ErasedCustomer(Guid CustomerId, IReadOnlyList<Guid> Cases);

/// <summary>
/// Erases one customer in one transaction, set by set. First it takes the locks by which data comes: that of the store's imports, that of the nick, under which messages open cases, the cases and the
/// customer. So what was not there when it looked comes after it, and finds the hash.
/// </summary>
public sealed class CustomerEraser(ErasureKeys keys)
{
    private const string Lock = "(hashtextextended('erasing:' || @store, 0))";

    /// <summary>Held alone by who erases.</summary>
    private const string EraseLock = "select pg_advisory_xact_lock" + Lock;

    /// <summary>Held by who writes imported orders, however many they are.</summary>
    internal const string ImportLock = "select pg_advisory_xact_lock_shared" + Lock;

    internal async Task<Result<ErasedCustomer>> EraseAsync(StoreDb db, Guid erasureId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var key = await keys.OfAsync(db.StoreId, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var run = new Statements(connection, (NpgsqlTransaction)transaction.GetDbTransaction());
        run.Set("store", db.StoreId);
        await run.ExecuteAsync(EraseLock, ct);
        await run.ExecuteAsync($"select pg_advisory_xact_lock({CatchUpTexts.Lock}@store, 0))", ct);
        if (await db.HeldErasureAsync(erasureId, ct) is not { } erasure) return Refusal.NotFound("erasure.not_found");
        if (erasure.WhyNot(actor) is { } refusal) return refusal;
        if (key is null) return Refusal.Rule("erasure.no_key");

        var nick = await db.Customers.Where(c => c.Id == erasure.CustomerId).Select(c => c.Nick).SingleAsync(ct);
        run.Set("keys", IntakeLookups.LockKeys(db.StoreId, [nick]));
        await run.ExecuteAsync(IntakeSql.Lock.Replace("$1", "@keys", StringComparison.Ordinal), ct);
        var cases = await db.Cases.FromSql($"select * from cases where store_id = {db.StoreId} and customer_id = {erasure.CustomerId} order by id for no key update").AsNoTracking().Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        await db.Database.ExecuteSqlAsync($"select from customers where store_id = {db.StoreId} and id = {erasure.CustomerId} for update", ct);
        if (await ErasureObstacles.OfAsync(db, erasure.CustomerId, now, ct) is [var first, ..] all) return Refusal.Rule("erasure.in_the_way", all.Count, first.Of, first.Kind);

        var orders = await PersonalOrders.Of(db, erasure.CustomerId).Select(o => new { o.Id, o.OrderNo }).ToListAsync(ct);
        // Of what no import brought yet a case is the only sign; what was brought as somebody else's stays theirs.
        var named = await db.Cases.Where(c => c.CustomerId == erasure.CustomerId && c.OrderNo != null && !db.Orders.Any(o => o.OrderNo == c.OrderNo)).Select(c => c.OrderNo!).Distinct().ToListAsync(ct);
        string[] numbers = [.. orders.Select(o => o.OrderNo).Union(named)];
        var words = await PersonalWords.OfAsync(db, erasure.CustomerId, nick, ct);
        var pseudonym = Erased.Nick(erasureId);
        run.Set("id", erasureId);
        run.Set("customer", erasure.CustomerId);
        run.Set("nick", nick);
        run.Set("pseudonym", pseudonym);
        run.Set("archive", ArchiveNames.Customer(pseudonym));
        run.Set("mark", Erased.Mark((await StoreZones.OfAsync(db, ct)).DateOf(now)));
        run.Set("now", now);
        run.Set("by", actor.Name);
        run.Set("by_id", actor.Id!.Value);
        run.Set("cases", cases.Select(c => c.Id).ToArray());
        run.Set("numbers", cases.Select(c => c.Number).ToArray());
        run.Set("orders", numbers);
        run.Set("order_ids", orders.Select(o => o.Id).ToArray());
        run.Set("words", words.Concat(numbers).Select(Anywhere).ToArray());
        run.Set("kept", PersonalTables.KeptKeys);
        run.Set("whole", PersonalTables.WholeKinds);
        // What is erased here may come again under these names.
        run.Set("hashes", numbers.Select(no => ErasureKeys.OfOrder(key, no)).Append(ErasureKeys.OfNick(key, nick)).ToArray());

        await run.ExecuteAsync("update erasures set state = 'Erased', decided_by_id = @by_id, decided_by = @by, decided_at = @now, erased_in = pg_current_xact_id()::text::bigint where store_id = @store and id = @id", ct);
        await run.ExecuteAsync("insert into erased_keys (store_id, hash, erasure_id, at) select @store, h, @id, @now from unnest(@hashes) h on conflict do nothing", ct);
        await run.ExecuteAsync("update erasures set files = array(" + TheirFiles + ") where store_id = @store and id = @id", ct);
        await run.ExecuteAsync("delete from alike_pictures a using evidence e where e.case_id = any(@cases) and (a.evidence_id = e.id or a.other_id = e.id) and a.store_id = @store", ct);
        await run.ExecuteAsync("delete from evidence_pack_files f using evidence_packs p where p.id = f.pack_id and p.case_id = any(@cases) and f.store_id = @store", ct);
        await run.ExecuteAsync("delete from case_texts where case_id = any(@cases) and store_id = @store", ct);
        await run.ExecuteAsync("delete from recent_finds where store_id = @store and (text is not null or case_id = any(@cases))", ct);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in PersonalTables.All)
            if (await run.ExecuteAsync(table.Erase, ct) is > 0 and var rows) counts[table.Name] = rows;
        run.Set("counts", System.Text.Json.JsonSerializer.Serialize(counts, Json.Options));
        await run.ExecuteAsync("update erasures set counts = @counts::jsonb where store_id = @store and id = @id", ct);
        db.Audit.Add(AuditEntry.By(actor, AuditKind.PersonalDataErased, now, pseudonym));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new ErasedCustomer(erasure.CustomerId, cases.ConvertAll(c => c.Id));
    }

    private const string TheirFiles = """
        select distinct sha256 from evidence where store_id = @store and case_id = any(@cases) and sha256 is not null
        union select p ->> 'sha256' from ownerless_parcels o, jsonb_array_elements(o.photos) p where o.store_id = @store and o.case_id = any(@cases)
        """;

    private static string Anywhere(string word) => "%" + word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    private sealed class Statements(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

        public void Set(string name, object value) => _values[name] = value;

        public async Task<int> ExecuteAsync(string sql, CancellationToken ct)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var (name, value) in _values)
                if (sql.Contains("@" + name, StringComparison.Ordinal)) command.Parameters.AddWithValue(name, value);
            return await command.ExecuteNonQueryAsync(ct);
        }
    }
}
