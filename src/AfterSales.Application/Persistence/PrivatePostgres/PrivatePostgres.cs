using Npgsql;

namespace AfterSales.Application.Persistence;

/// <summary>
/// A PostgreSQL server of our own in a folder: created, started, recovered after a crash, and stopped when it is disposed or
/// when this process ends in any way.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    internal const string Role = "aftersales";

    private readonly ClusterFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly PrivatePostgresOptions _options;
    private ServerProcess _server;
    private int _disposed;

    private PrivatePostgres(ClusterFolder folder, PostgresBinaries binaries, PrivatePostgresOptions options, ServerProcess server) =>
        (_folder, _binaries, _options, _server) = (folder, binaries, options, server);

    public string LogFile => _folder.Log;

    /// <summary>Returns when the server has ended. Before a dispose that means it crashed.</summary>
    public Task WaitForEndAsync(CancellationToken ct) => _server.WaitForEndAsync(ct);

    /// <summary>After the server has ended: starts it again on the same folder, where the same connection strings find it. It recovers what was committed.</summary>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        await _folder.StopLeftBehindAsync(ct);
        var ended = _server;
        _server = await LaunchAsync(_binaries, _folder, _options, ct);
        await ended.DisposeAsync();
    }

    public static Task<PrivatePostgres> StartAsync(string folder, CancellationToken ct = default) =>
        StartAsync(new PrivatePostgresOptions { Folder = folder }, ct);

    public static Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken ct = default) =>
        OperatingSystem.IsWindows()
            ? throw new PrivatePostgresException(PrivatePostgresFailure.Unsupported, "The private PostgreSQL runs on Linux and macOS. On Windows set ConnectionStrings__AfterSales to a server.")
            : StartOnUnixAsync(options, ct);

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder.SocketFolder, Username = Role, Database = database }.ConnectionString;

    /// <summary>True when the database was made just now.</summary>
    public async Task<bool> EnsureDatabaseAsync(string name, CancellationToken ct = default)
    {
        await using var data = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var exists = data.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        exists.Parameters.Add(new() { Value = name });
        if (await exists.ExecuteScalarAsync(ct) is not null) return false;

        await using var create = data.CreateCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        await create.ExecuteNonQueryAsync(ct);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<PrivatePostgres> StartOnUnixAsync(PrivatePostgresOptions options, CancellationToken ct)
    {
        var folder = ClusterFolder.Take(options);
        try
        {
            var binaries = options.Binaries ?? Choose(folder);
            if (!folder.HasCluster) await folder.CreateClusterAsync(binaries, options.Throwaway, ct);
            else await folder.StopLeftBehindAsync(ct);
            return new(folder, binaries, options, await LaunchAsync(binaries, folder, options, ct));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static async Task<ServerProcess> LaunchAsync(PostgresBinaries binaries, ClusterFolder folder, PrivatePostgresOptions options, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = ServerProcess.Launch(binaries, folder, options.Throwaway);
            try
            {
                await server.ReadyAsync(options.StartTimeout, ct);
                return server;
            }
            catch (PrivatePostgresException e) when (attempt < 20 && e.Message.Contains("pre-existing shared memory block", StringComparison.Ordinal))
            {
                // The sessions of a killed server notice within moments that it is gone.
                await server.DisposeAsync();
                await Task.Delay(500, ct);
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    private static PostgresBinaries Choose(ClusterFolder folder)
    {
        var installed = PostgresBinaries.Installed().ToList();
        if (installed.Count == 0)
            throw new PrivatePostgresException(PrivatePostgresFailure.NotInstalled, "PostgreSQL was not found: install it, set PG_BIN to the folder of initdb and postgres, or set ConnectionStrings__AfterSales to a server.");
        if (folder.ClusterVersion is not { } version) return installed[0];
        return installed.Find(b => b.Major() == version)
            ?? throw new PrivatePostgresException(PrivatePostgresFailure.WrongVersion, $"The database in {folder.Root} belongs to PostgreSQL {version}, which is not installed any more: install it, or set PG_BIN to its folder.");
    }
}
