using System.Buffers;
using System.Buffers.Text;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Attachments as a chat bridge sends them in JSON: bytes in base64, or a link. What the bridge says about the content type is
/// not asked for; the content decides. Links are kept as they are and never fetched.
/// </summary>
public sealed class AttachmentReader(EvidenceFiles files)
{
    /// <summary>Larger files come as links: a JSON body is held in memory as a whole.</summary>
    public const int MaxDecoded = 20 << 20;

    public const int MaxUrl = 2000;

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    public async Task<Result<Attachment>> ReadAsync(string? name, string? base64, string? url, CancellationToken ct) => (base64, url) switch
    {
        ({ Length: > 0 }, null or "") => await ReadBytesAsync(name, base64, ct),
        (null or "", { Length: > 0 }) => ReadLink(name, url),
        _ => Refusal.Invalid("evidence.bytes_or_link"),
    };

    private async Task<Result<Attachment>> ReadBytesAsync(string? name, string base64, CancellationToken ct)
    {
        if (base64.Length > Base64.GetMaxEncodedToUtf8Length(MaxDecoded))
            return Refusal.Invalid("evidence.too_large", EvidenceLimits.InMegabytes(MaxDecoded)) with { Field = "base64" };
        if (Decode(base64) is not { } bytes) return Refusal.Invalid("evidence.base64_invalid") with { Field = "base64" };
        using var content = new MemoryStream(bytes, writable: false);
        var stored = await files.StoreAsync(content, ct);
        if (!stored.Ok) return stored.Refusal with { Field = "base64" };
        return new Attachment(EvidenceName.Clean(name, FileType.Of(stored.Value.ContentType)!), stored.Value);
    }

    // The framework's decoder skips blanks; a bridge that sends some is broken and should hear of it.
    private static byte[]? Decode(string base64)
    {
        if (base64.AsSpan().ContainsAny(Blanks) || !Base64.IsValid(base64, out var length)) return null;
        var bytes = new byte[length];
        return Convert.TryFromBase64String(base64, bytes, out var written) && written == length ? bytes : null;
    }

    private static Result<Attachment> ReadLink(string? name, string url)
    {
        // A user name in front of the host makes a foreign address look like a known one.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var link) || (link.Scheme != Uri.UriSchemeHttp && link.Scheme != Uri.UriSchemeHttps)
            || link.UserInfo.Length > 0 || link.Host.Length == 0 || link.AbsoluteUri.Length > MaxUrl)
            return Refusal.Invalid("evidence.link_invalid", MaxUrl) with { Field = "url" };
        var shown = EvidenceName.Clean(name);
        return new Attachment(shown.Length > 0 ? shown : link.Host, null, link.AbsoluteUri);
    }
}
