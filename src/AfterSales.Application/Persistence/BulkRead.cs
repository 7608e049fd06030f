using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AfterSales.Application.Persistence;

/// <summary>
/// Turns whole rows of a table into entities of a context, as if it had asked for them itself; for several queries that share
/// one round trip. Columns and conversions come from the model.
/// </summary>
internal static class BulkRead
{
    private static readonly ConcurrentDictionary<Type, Column[]> Known = new();

    /// <summary>What is left of this result.</summary>
    public static async Task<List<T>> ReadAsync<T>(DbContext db, DbDataReader rows, CancellationToken ct) where T : class
    {
        var columns = Known.GetOrAdd(typeof(T), _ => ColumnsOf(db.Model.FindEntityType(typeof(T))!));
        var read = new List<T>();
        int[]? places = null;
        while (await rows.ReadAsync(ct))
        {
            places ??= Array.ConvertAll(columns, c => rows.GetOrdinal(c.Name));
            read.Add(Take<T>(db, rows, columns, places));
        }
        return read;
    }

    // The row is here already: nothing to wait for.
    private static T Take<T>(DbContext db, DbDataReader rows, Column[] columns, int[] places) where T : class
    {
        var entity = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
        var entry = db.Entry(entity);
        for (var i = 0; i < columns.Length; i++)
        {
            if (rows.IsDBNull(places[i])) continue;
            var value = columns[i].Read(rows, places[i]);
            if (columns[i].Converter is { } converter) value = converter.ConvertFromProvider(value);
            if (columns[i].Field is { } field) field.SetValue(entity, value);
            else entry.Property(columns[i].Property.Name).CurrentValue = value;
        }
        entry.State = EntityState.Unchanged;
        return entity;
    }

    private static Column[] ColumnsOf(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        return [.. type.GetProperties().Select(p => new Column(p, p.GetColumnName(table)!))];
    }

    private sealed class Column
    {
        private static readonly MethodInfo Getter = typeof(Column).GetMethod(nameof(Get), BindingFlags.NonPublic | BindingFlags.Static)!;

        public Column(IProperty property, string name)
        {
            Property = property;
            Name = name;
            Field = property.FieldInfo;
            Converter = property.GetRelationalTypeMapping().Converter;
            var stored = Converter?.ProviderClrType ?? property.ClrType;
            Read = Getter.MakeGenericMethod(Nullable.GetUnderlyingType(stored) ?? stored).CreateDelegate<Func<DbDataReader, int, object?>>();
        }

        public IProperty Property { get; }
        public string Name { get; }

        /// <summary>Null: the entity does not know this column.</summary>
        public FieldInfo? Field { get; }

        public ValueConverter? Converter { get; }
        public Func<DbDataReader, int, object?> Read { get; }

        private static object? Get<T>(DbDataReader rows, int place) => rows.GetFieldValue<T>(place);
    }
}
