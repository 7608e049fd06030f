using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Web.Integrations;

/// <summary>A word of an enumeration as it is sent: one name. The framework takes several with commas between them, and adds them up to yet another.</summary>
internal sealed class JsonWords : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Names = new(namingPolicy: null, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OneName<>).MakeGenericType(typeToConvert), Names.CreateConverter(typeToConvert, options))!;

    private sealed class OneName<T>(JsonConverter names) : JsonConverter<T> where T : struct, Enum
    {
        private readonly JsonConverter<T> _names = (JsonConverter<T>)names;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && IsSeveral(ref reader) ? throw new JsonException() : _names.Read(ref reader, typeToConvert, options);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsSeveral(ref reader) ? throw new JsonException() : _names.ReadAsPropertyName(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => _names.Write(writer, value, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => _names.WriteAsPropertyName(writer, value, options);

        private static bool IsSeveral(ref Utf8JsonReader reader) => reader.GetString()!.Contains(',', StringComparison.Ordinal);
    }
}
