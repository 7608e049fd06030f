using System.Collections.Concurrent;
using System.Globalization;

namespace AfterSales.Testing;

/// <summary>Databases for tests on a real PostgreSQL: one server per process, one filled template, a copy (about 20 ms) per asker.</summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<TestServer>> Server = new(TestServer.StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    private static readonly SemaphoreSlim OneCopy = new(1);   // CREATE DATABASE needs its template for itself

    // A named server is shared between processes and runs; the process number keeps their databases apart.
    private static readonly string Prefix = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Path.GetRandomFileName()[..6]}_");
    private static int _count;

    /// <summary>Fills a template once per process, however many ask; returns its name for <see cref="CreateDatabaseAsync"/>.</summary>
    /// <param name="name">What the template is, e.g. "migrated".</param>
    /// <param name="fill">Gets a connection string without pooling: a template with an open connection cannot be copied.</param>
    public static Task<string> TemplateAsync(string name, Func<string, Task> fill) =>
        Templates.GetOrAdd(name, _ => new(() => FillAsync(name, fill))).Value;

    /// <summary>A new database, empty or a copy. Never dropped: a throwaway server goes as a whole.</summary>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var server = await Server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Interlocked.Increment(ref _count)}");
        await OneCopy.WaitAsync();
        try
        {
            // FILE_COPY skips the write-ahead log and is fast where checkpoints cost nothing; both come with PostgreSQL 15.
            await server.ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
        }
        finally
        {
            OneCopy.Release();
        }
        return server.Pooled(name);
    }

    private static async Task<string> FillAsync(string name, Func<string, Task> fill)
    {
        var server = await Server.Value;
        var template = $"{Prefix}{name}";
        await server.ExecuteAsync($"CREATE DATABASE {template}");
        await fill(server.Unpooled(template));
        return template;
    }
}
