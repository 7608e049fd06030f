using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using Npgsql;

namespace AfterSales.Application.Evidence;

/// <summary>
/// The rows of the files that are stored (<see cref="RegisteredFile"/>). Whoever gives bytes their name or takes them away holds the file meanwhile (<see cref="HoldAsync"/>):
/// of an upload and the sweep of the same file, one waits for the other.
/// </summary>
public sealed class FileRegistry(Databases databases, TimeProvider time)
{
    internal const string Columns = "sha256, content_type, size, width, height, has_thumbnail, print, has_preview, seconds, drawn_at is not null";
    internal const int ColumnCount = 10;

    /// <summary>Waits until nobody else holds the file, on any node.</summary>
    internal Task<HeldFile> HoldAsync(string sha256, CancellationToken ct) => HeldFile.HoldAsync(databases.Source, sha256, ct);

    /// <summary>The small pictures of a file were made or cannot be: says so of the file and of every piece of evidence that has it.</summary>
    internal async Task DrawnAsync(StoredFile file, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update stored_files set width = $2, height = $3, has_thumbnail = $4, has_preview = $5, print = coalesce($6, print), drawn_at = $7 where sha256 = $1")
                {
                    Parameters = { new() { Value = file.Sha256 }, Number(file.Width), Number(file.Height), new() { Value = file.HasThumbnail }, new() { Value = file.HasPreview }, Number(file.Print), new() { Value = time.GetUtcNow() } },
                },
                // Whichever stores have it: the same bytes are the same picture. Tombstones stay as they were left.
                new("""
                    update evidence set width = $2, height = $3, has_thumbnail = $4, print = coalesce($5, print)
                    where sha256 = $1 and removed_at is null and store_id in (select id from stores) and (width, height, has_thumbnail, print) is distinct from ($2, $3, $4, coalesce($5, print))
                    """)
                {
                    Parameters = { new() { Value = file.Sha256 }, Number(file.Width), Number(file.Height), new() { Value = file.HasThumbnail }, Number(file.Print) },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Null when there is no such file.</summary>
    public async Task<StoredFile?> FindAsync(string sha256, CancellationToken ct) => (await FindAsync("sha256 = $1", ct, sha256)).SingleOrDefault();

    /// <summary>Pictures that came before that time and whose small ones are still to be made, the longest waiting first.</summary>
    internal Task<IReadOnlyList<StoredFile>> ToDrawAsync(DateTimeOffset before, int most, CancellationToken ct) =>
        FindAsync("drawn_at is null and stored_at <= $1 and content_type = any($2) and problem is null order by stored_at limit $3", ct, before, Pictures, most);

    internal static NpgsqlParameter<T?> Number<T>(T? number) where T : struct => new() { TypedValue = number };

    internal static StoredFile Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<int?>(3), row.GetFieldValue<int?>(4), row.GetBoolean(5))
        {
            Print = row.GetFieldValue<long?>(6),
            HasPreview = row.GetBoolean(7),
            Seconds = row.GetFieldValue<int?>(8),
            IsDrawn = row.GetBoolean(9),
        };

    private static string[] Pictures => [.. FileType.All.Where(t => t.Kind == FileKind.Picture).Select(t => t.ContentType)];

    private async Task<IReadOnlyList<StoredFile>> FindAsync(string which, CancellationToken ct, params object[] values)
    {
        await using var command = databases.Source.CreateCommand($"select {Columns} from stored_files where {which}");
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<StoredFile>();
        while (await rows.ReadAsync(ct)) found.Add(Read(rows));
        return found;
    }
}
