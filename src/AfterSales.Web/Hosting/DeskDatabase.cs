using AfterSales.Application.Persistence;

namespace AfterSales.Web.Hosting;

/// <summary>The database of this run: the server that the connection string names, or one of our own in the data folder.</summary>
internal sealed class DeskDatabase : IAsyncDisposable
{
    private const string Name = "aftersales";

    private readonly PrivatePostgres? _own;

    private DeskDatabase(PrivatePostgres? own, string connectionString) => (_own, ConnectionString) = (own, connectionString);

    public string ConnectionString { get; }

    public bool IsOwn => _own is not null;

    public static async Task<DeskDatabase> OpenAsync(IConfiguration configuration, string dataFolder)
    {
        if (configuration.GetConnectionString("AfterSales") is { Length: > 0 } named) return new(null, named);
        PrivatePostgres? own = null;
        try
        {
            own = await PrivatePostgres.StartAsync(Path.Combine(dataFolder, "postgres"));
            await own.EnsureDatabaseAsync(Name);
            return new(own, own.ConnectionString(Name));
        }
        catch (PrivatePostgresException e)
        {
            if (own is not null) await own.DisposeAsync();
            throw new StartProblem("Hosting.OwnDatabase", e.Message);
        }
    }

    /// <summary>Returns when the server has crashed; a server of somebody else is not ours to watch.</summary>
    public Task WaitForEndAsync(CancellationToken ct) => _own?.WaitForEndAsync(ct) ?? Task.Delay(Timeout.Infinite, ct);

    /// <summary>After the server of our own has crashed.</summary>
    public Task StartAgainAsync(CancellationToken ct) => _own?.StartAgainAsync(ct) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
    }
}
