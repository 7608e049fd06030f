using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>One column of many rows, as one array for the server.</summary>
internal sealed class BulkColumn
{
    private readonly RelationalTypeMapping _mapping;
    private readonly IClrPropertyGetter? _getter;
    private readonly Type _element;

    // unnest() takes nested arrays apart: a list travels as its text.
    private readonly bool _isList;

    public BulkColumn(IProperty property, StoreObjectIdentifier table)
    {
        Property = property;
        _mapping = property.GetRelationalTypeMapping();
        _getter = property.IsShadowProperty() ? null : property.GetGetter();
        _isList = _mapping.StoreType.EndsWith("[]", StringComparison.Ordinal);
        _element = _isList ? typeof(string) : Nullable(_mapping.Converter?.ProviderClrType ?? property.ClrType);
        Name = $"\"{property.GetColumnName(table)}\"";
        Value = _isList ? $"r.{Name}::{_mapping.StoreType}" : $"r.{Name}";
    }

    public IProperty Property { get; }

    public string Name { get; }

    /// <summary>What is written, of a row named r.</summary>
    public string Value { get; }

    public NpgsqlParameter Values(List<EntityEntry> rows)
    {
        var values = Array.CreateInstance(_element, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var value = _getter is null ? rows[i].CurrentValues[Property.Name] : _getter.GetClrValue(rows[i].Entity);
            if (_isList) value = value is null ? null : $"{{{string.Join(',', ((IEnumerable<string>)value).Select(Quoted))}}}";
            else if (value is not null && _mapping.Converter is { } converter) value = converter.ConvertToProvider(value);
            values.SetValue(value, i);
        }
        return new() { Value = values, DataTypeName = _isList ? "text[]" : _mapping.StoreTypeNameBase + "[]" };
    }

    private static string Quoted(string item) =>
        $"\"{PlainText.Storable(item).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static Type Nullable(Type type) => type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
}
