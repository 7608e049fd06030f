using System.Text.Json.Serialization;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Web.Evidence;

/// <summary>What the browser gets for a file it sent: the ticket to hand in with the reply or note, and what to show until then.</summary>
public sealed record UploadAnswer(
    [property: JsonPropertyName("ticket")] string Ticket,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("size")] long Size,
    [property: JsonPropertyName("content_type")] string ContentType,
    [property: JsonPropertyName("thumbnail")] string? Thumbnail);

/// <summary>Reads one file from a multipart request as it arrives; nothing is buffered.</summary>
public sealed class EvidenceUpload(EvidenceFiles files, EvidenceTickets tickets, EvidenceSpace space, ILogger<EvidenceUpload> log)
{
    private const int LongestBoundary = 100;

    // The reader's own is four kilobytes, and hands on as much at a time.
    private const int BufferSize = 64 << 10;

    public async Task<Result<UploadAnswer>> ReceiveAsync(HttpRequest request, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.WriteNotes)) return Refusal.Forbidden();
        if (await space.RefusalAsync(actor, request.ContentLength ?? 0, ct) is { } full) return full;
        try
        {
            if (BoundaryOf(request) is not { } boundary || await FirstFileAsync(new(boundary, request.Body, BufferSize), ct) is not var (section, name))
                return Refusal.Invalid("evidence.no_file");
            var stored = await files.StoreAsync(section.Body, ct);
            return stored.Ok ? Answer(stored.Value, name, actor) : stored.Refusal;
        }
        catch (BadHttpRequestException e)
        {
            // Larger than any file may be, or the browser went away.
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Refusal.Invalid("evidence.too_large", EvidenceLimits.InMegabytes(files.Limits.Largest))
                : Refusal.Invalid("evidence.no_file");
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !(e is IOException io && StorageTrouble.IsOfDisk(io)) && !ct.IsCancellationRequested)
        {
            log.LogWarning(e, "An upload ended before its file was whole");
            return Refusal.Invalid("evidence.no_file");
        }
    }

    /// <summary>For a file that is stored.</summary>
    public UploadAnswer Answer(StoredFile file, string? name, Actor actor)
    {
        var ticket = tickets.Issue(file, name, actor);
        var shown = EvidenceName.Clean(name, FileType.Of(file.ContentType)!);
        return new(ticket, shown, file.Size, file.ContentType, file.HasThumbnail ? EvidenceLinks.PendingThumbnail(ticket) : null);
    }

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary.Length is > 0 and <= LongestBoundary ? boundary.Value : null;
    }

    private static async Task<(MultipartSection Section, string? Name)?> FirstFileAsync(MultipartReader reader, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } section)
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
                return (section, HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value);
        return null;
    }
}
