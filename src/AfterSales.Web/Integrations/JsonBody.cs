using System.Text.Json;
using System.Text.Unicode;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AfterSales.Web.Integrations;

/// <summary>
/// Reads JSON bodies and says exactly what is wrong with one: not JSON by its type, too large, not UTF-8, broken at a place, a
/// field of another type. Fields that are not known are passed over.
/// </summary>
internal sealed class JsonBody(IOptions<JsonOptions> json)
{
    public const int DefaultLimit = 1 << 20;

    // Only what is sent is read so; the document describes the names.
    private readonly JsonSerializerOptions _options = Reading(json.Value.SerializerOptions);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The value, or the problem to answer with.</summary>
    public async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpContext http, int limit = DefaultLimit) where T : class
    {
        if (!http.Request.HasJsonContentType() || Charset(http) is not (null or "utf-8" or "utf8"))
            return (null, http.Problem(StatusCodes.Status415UnsupportedMediaType, Refusal.Invalid("api.media_unsupported")));
        using var body = await BodyAsync(http, limit);
        if (body is null) return (null, http.Problem(StatusCodes.Status413PayloadTooLarge, Refusal.Invalid("api.body_too_large", limit >> 20)));
        var read = Parse<T>(body.GetBuffer().AsSpan(0, (int)body.Length));
        return read.Ok ? (read.Value, null) : (null, http.Problem(read.Refusal));
    }

    /// <summary>One value out of a larger document, with the same care.</summary>
    public Result<T> Read<T>(JsonElement element) where T : class
    {
        try
        {
            return element.Deserialize<T>(_options) is { } value ? value : Refusal.Invalid("json.object_needed");
        }
        catch (JsonException e)
        {
            return WrongType(e);
        }
    }

    private Result<T> Parse<T>(ReadOnlySpan<byte> utf8) where T : class
    {
        if (utf8.StartsWith(ByteOrderMark)) utf8 = utf8[ByteOrderMark.Length..];
        if (!Utf8.IsValid(utf8)) return Refusal.Invalid("json.not_utf8");
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, _options) is { } value ? value : Refusal.Invalid("json.object_needed");
        }
        // The reader's own exception is inside when the text is no JSON at all.
        catch (JsonException e) when (e.InnerException is JsonException || utf8.IsEmpty)
        {
            return Refusal.Invalid("json.broken", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }
        catch (JsonException e)
        {
            return WrongType(e);
        }
    }

    // The serializer has no other sign of a doubled name than its message; a test holds it to that.
    private static Refusal WrongType(JsonException e) =>
        e.Message.StartsWith("Duplicate propert", StringComparison.Ordinal) ? Refusal.Invalid("json.name_twice", e.Message.Split('\'') is [_, var name, ..] ? name : e.Path?.TrimStart('$', '.') ?? "")
        : e.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal)
            ? Refusal.Invalid("json.wrong_type", path[2..]) with { Field = path[2..] }
            : Refusal.Invalid("json.object_needed");

    private static JsonSerializerOptions Reading(JsonSerializerOptions options)
    {
        var reading = new JsonSerializerOptions(options);
        reading.Converters.Insert(0, new JsonWords());
        return reading;
    }

    private static string? Charset(HttpContext http) => http.Request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"').ToLowerInvariant();

    // Null when it is longer than it may be.
    private static async Task<MemoryStream?> BodyAsync(HttpContext http, int limit)
    {
        if (http.Request.ContentLength > limit) return null;
        var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 4096, 64 << 10));
        var block = new byte[8 << 10];
        while (await http.Request.Body.ReadAsync(block, http.RequestAborted) is var read and > 0)
        {
            if (body.Length + read > limit) return null;
            await body.WriteAsync(block.AsMemory(0, read), http.RequestAborted);
        }
        return body;
    }
}
