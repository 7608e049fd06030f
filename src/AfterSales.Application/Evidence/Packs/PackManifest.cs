using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>One file of a pack as its manifest lists it.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Type">Decided by content, e.g. image/jpeg.</param>
/// <param name="Label">What a piece of evidence shows; null for documents, and where nobody has said.</param>
/// <param name="AddedAt">When a piece of evidence came, UTC; null for documents.</param>
public sealed record ManifestFile(string Path, long Size, string Sha256, string Type, string? Label, DateTimeOffset? AddedAt);

/// <summary>What is in a pack, as its <c>manifest.json</c> says. Everything but the manifest itself is listed; the manifest's own SHA-256 is kept with the case.</summary>
public sealed record PackManifest(string Case, string? CaseType, string? OrderNo, string Store, bool HasPdf, IReadOnlyList<ManifestFile> Files)
{
    public const string Path = "manifest.json";
    public const int Version = 1;

    /// <summary>Always the same bytes for the same manifest.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("case", Case);
            json.WriteString("case_type", CaseType);
            json.WriteString("order_no", OrderNo);
            json.WriteString("store", Store);
            json.WriteString("pdf", HasPdf ? "made" : "not made: no Chinese font on the machine");
            json.WriteStartArray("files");
            foreach (var file in Files) Write(json, file);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>Null for what is no manifest, or one of another version.</summary>
    public static PackManifest? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 8 });
            var root = document.RootElement;
            if (root.GetProperty("version").GetInt32() != Version) return null;
            return new(
                Text(root, "case"), root.GetProperty("case_type").GetString(), root.GetProperty("order_no").GetString(), Text(root, "store"),
                root.GetProperty("pdf").GetString() == "made",
                [
                    .. root.GetProperty("files").EnumerateArray().Select(file => new ManifestFile(
                        Text(file, "path"), file.GetProperty("size").GetInt64(), Text(file, "sha256"), Text(file, "type"),
                        file.GetProperty("label").GetString(), file.GetProperty("added_at").GetString() is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null)),
                ]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new FormatException($"{name} is not said.");

    private static void Write(Utf8JsonWriter json, ManifestFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteNumber("size", file.Size);
        json.WriteString("sha256", file.Sha256);
        json.WriteString("type", file.Type);
        json.WriteString("label", file.Label);
        json.WriteString("added_at", file.AddedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
