using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>
/// Writes rows of a context with one statement per table, all in one round trip, where saving them one by one would take a
/// statement each. Columns and conversions come from the model; keys made by the database stay unknown. A changed row is
/// written whole and without asking who else changed it: the caller has it locked.
/// </summary>
internal static class BulkWrite
{
    private static readonly ConcurrentDictionary<Type, Table> Tables = new();

    /// <summary>Takes these new and changed rows out of the context, which will not save them itself.</summary>
    public static NpgsqlBatch Take(DbContext db, IReadOnlyCollection<EntityEntry> rows)
    {
        var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        // Changes first: what is closed makes room for what is opened.
        foreach (var (table, changed) in ByTable(rows, EntityState.Modified)) batch.BatchCommands.Add(table.Update(changed));
        foreach (var (table, added) in ByTable(rows, EntityState.Added)) batch.BatchCommands.Add(table.Insert(added));
        foreach (var row in rows) row.State = EntityState.Detached;
        return batch;
    }

    public static async Task RunAsync(NpgsqlBatch batch, CancellationToken ct)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException e)
        {
            throw new DbUpdateException(e.Message, e);
        }
    }

    private static IEnumerable<(Table Table, List<EntityEntry> Rows)> ByTable(IEnumerable<EntityEntry> rows, EntityState state) =>
        rows.Where(row => row.State == state).GroupBy(row => row.Metadata.ClrType)
            .Select(rows => (Table: Tables.GetOrAdd(rows.Key, _ => new(rows.First().Metadata)), Rows: rows.ToList())).OrderBy(t => t.Table.Depth);

    private sealed class Table
    {
        private readonly string _insert;
        private readonly string _update;
        private readonly BulkColumn[] _columns;
        private readonly IProperty? _numbered;

        public Table(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var keys = type.FindPrimaryKey()!.Properties;
            _numbered = keys.FirstOrDefault(p => p.ValueGenerated == ValueGenerated.OnAdd);
            _columns = [.. type.GetProperties().Where(p => p != _numbered).Select(p => new BulkColumn(p, table))];
            // What refers to another row comes after it.
            Depth = type.GetForeignKeys().Any() ? 1 : 0;
            var names = string.Join(", ", _columns.Select(c => c.Name));
            var rows = $"unnest({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))})";
            _insert = $"insert into \"{table.Name}\" ({names}) select {string.Join(", ", _columns.Select(c => c.Value))} from {rows} with ordinality as r ({names}, place) order by place";
            var set = _columns.Where(c => !keys.Contains(c.Property)).Select(c => $"{c.Name} = {c.Value}");
            var same = _columns.Where(c => keys.Contains(c.Property)).Select(c => $"t.{c.Name} = r.{c.Name}");
            _update = $"update \"{table.Name}\" as t set {string.Join(", ", set)} from {rows} as r ({names}) where {string.Join(" and ", same)}";
        }

        public int Depth { get; }

        public NpgsqlBatchCommand Insert(List<EntityEntry> rows)
        {
            // The order in which they were added, so that numbers made by the database tell it.
            if (_numbered is { } number) rows.Sort((a, b) => Comparer<object>.Default.Compare(a.CurrentValues[number.Name], b.CurrentValues[number.Name]));
            return Command(_insert, rows);
        }

        public NpgsqlBatchCommand Update(List<EntityEntry> rows) => Command(_update, rows);

        private NpgsqlBatchCommand Command(string sql, List<EntityEntry> rows)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var column in _columns) command.Parameters.Add(column.Values(rows));
            return command;
        }
    }
}
