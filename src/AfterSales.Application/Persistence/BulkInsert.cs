using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>
/// Writes the new rows of a context with one statement per table, all in one round trip, where saving them one by one would
/// take a statement each. Columns and conversions come from the model; keys made by the database stay unknown.
/// </summary>
internal static class BulkInsert
{
    private static readonly ConcurrentDictionary<Type, Table> Tables = new();

    /// <summary>Takes the rows out of the context, which will not save them itself. Null when there are none.</summary>
    public static NpgsqlBatch? Take(DbContext db, IReadOnlyCollection<EntityEntry> added)
    {
        if (added.Count == 0) return null;
        var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        var tables = added.GroupBy(row => row.Metadata.ClrType).Select(rows => (Table: Tables.GetOrAdd(rows.Key, _ => new(rows.First().Metadata)), Rows: rows.ToList()));
        foreach (var (table, rows) in tables.OrderBy(t => t.Table.Depth)) batch.BatchCommands.Add(table.Insert(rows));
        foreach (var row in added) row.State = EntityState.Detached;
        return batch;
    }

    public static async Task WriteAsync(NpgsqlBatch batch, CancellationToken ct)
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

    private sealed class Table
    {
        private readonly string _sql;
        private readonly Column[] _columns;
        private readonly IProperty? _numbered;

        public Table(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            _numbered = type.FindPrimaryKey()!.Properties.FirstOrDefault(p => p.ValueGenerated == ValueGenerated.OnAdd);
            _columns = [.. type.GetProperties().Where(p => p != _numbered).Select(p => new Column(p))];
            // What refers to another row comes after it.
            Depth = type.GetForeignKeys().Any() ? 1 : 0;
            var names = string.Join(", ", type.GetProperties().Where(p => p != _numbered).Select(p => $"\"{p.GetColumnName(table)}\""));
            _sql = $"insert into \"{table.Name}\" ({names}) select {names} from unnest({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))}) with ordinality as r ({names}, place) order by place";
        }

        public int Depth { get; }

        public NpgsqlBatchCommand Insert(List<EntityEntry> rows)
        {
            // The order in which they were added, so that numbers made by the database tell it.
            if (_numbered is { } number) rows.Sort((a, b) => Comparer<object>.Default.Compare(a.CurrentValues[number], b.CurrentValues[number]));
            var command = new NpgsqlBatchCommand(_sql);
            foreach (var column in _columns) command.Parameters.Add(column.Values(rows));
            return command;
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Type _element = ElementType(property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

        public NpgsqlParameter Values(List<EntityEntry> rows)
        {
            var values = Array.CreateInstance(_element, rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                var value = _getter.GetClrValue(rows[i].Entity);
                values.SetValue(value is null || _mapping.Converter is not { } converter ? value : converter.ConvertToProvider(value), i);
            }
            return new() { Value = values, DataTypeName = _mapping.StoreTypeNameBase + "[]" };
        }

        private static Type ElementType(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
