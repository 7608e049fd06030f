using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AfterSales.Application.Persistence;

/// <summary>
/// Every text on its way to the database, in a column, an array, a JSON value or a comparison, goes without what PostgreSQL
/// refuses (<see cref="PlainText.Storable"/>). It is the one place for it: no use case has to think of it, and no text of a
/// person ends in an error because of a character they cannot see.
/// </summary>
internal sealed class StorableText() : ValueConverter<string, string>(text => PlainText.Storable(text), text => text)
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string)) property.SetValueConverter(typeof(StorableText));
            else if (property.GetElementType() is { } element && element.ClrType == typeof(string)) element.SetValueConverter(typeof(StorableText));
        }
    }

    /// <summary>The same for the texts inside a JSON value.</summary>
    public sealed class InJson : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(PlainText.Storable(value));

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(PlainText.Storable(value));
    }
}
