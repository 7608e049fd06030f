using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NpgsqlTypes;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Makes up, once at each start, for the thumbnails of pictures that came while this machine had no libvips, and for the prints of those that came before there were any. They
/// are the ones that nobody has measured or looked at; two nodes that do it at once do the same.
/// </summary>
public sealed class MissingThumbnails(Databases databases, EvidenceFiles files, ILogger<MissingThumbnails> log) : BackgroundService
{
    /// <summary>Answers how many pictures got theirs.</summary>
    public async Task<int> MakeAsync(CancellationToken ct)
    {
        if (!Thumbnails.Available) return 0;
        var made = 0;
        foreach (var picture in await UnmeasuredAsync(ct))
        {
            if (await files.MeasureAsync(picture, ct) is not { Width: not null } measured) continue;
            await SaveAsync(measured, ct);
            if (measured.HasThumbnail) made++;
        }
        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var made = await MakeAsync(stoppingToken);
            if (made > 0) log.LogInformation("{Count} pictures got the small ones they had gone without", made);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Pictures without small ones are left as they are until the next start");
        }
    }

    private async Task<List<StoredFile>> UnmeasuredAsync(CancellationToken ct)
    {
        var pictures = FileType.All.Where(t => t.Kind == FileKind.Picture).Select(t => t.ContentType).ToArray();
        await using var command = databases.Source.CreateCommand(
            "select distinct sha256, content_type, size from evidence where (width is null and not has_thumbnail or print is null and has_thumbnail) and removed_at is null and sha256 is not null and size is not null and content_type = any(@pictures)");
        command.Parameters.AddWithValue("pictures", pictures);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<StoredFile>();
        while (await reader.ReadAsync(ct)) found.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), null, null, false));
        return found;
    }

    // Whichever stores have it: the same bytes are the same picture.
    private async Task SaveAsync(StoredFile file, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand(
            "update evidence set width = @width, height = @height, has_thumbnail = @made, print = @print where sha256 = @sha and store_id in (select id from stores) and (width is null or print is null)");
        command.Parameters.AddWithValue("width", file.Width!.Value);
        command.Parameters.AddWithValue("height", file.Height!.Value);
        command.Parameters.AddWithValue("made", file.HasThumbnail);
        command.Parameters.Add(new("print", NpgsqlDbType.Bigint) { Value = (object?)file.Print ?? DBNull.Value });
        command.Parameters.AddWithValue("sha", file.Sha256);
        await command.ExecuteNonQueryAsync(ct);
    }
}
