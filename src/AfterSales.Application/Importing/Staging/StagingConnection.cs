using AfterSales.Application.Persistence;
using Npgsql;

namespace AfterSales.Application.Importing.Staging;

/// <summary>A connection for temporary tables, with room for those of a large file.</summary>
internal static class StagingConnection
{
    public static async Task<NpgsqlConnection> OpenAsync(Databases databases, CancellationToken ct)
    {
        var connection = await databases.Source.OpenConnectionAsync(ct);
        try
        {
            // The first temporary table of a connection fixes this for as long as it lives, and it goes back to the pool: whoever makes
            // one without having said it would spoil the connection for the next file.
            await using var room = new NpgsqlCommand("set temp_buffers = '64MB'", connection);
            await room.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
