namespace AfterSales.Application.Persistence;

/// <summary>What differs from PostgreSQL's own defaults.</summary>
internal static class ServerSettings
{
    private static readonly string[] Common =
    [
        "listen_addresses=",                    // the unix socket only: no port to collide with, nothing on the network
        "unix_socket_permissions=0700",
        "max_connections=200",
        "timezone=UTC",
        "log_timezone=UTC",
        "jit=off",                              // our queries are short; compiling them costs more than running them
    ];

    private static readonly string[] Durable =
    [
        "fsync=on",
        "synchronous_commit=on",
        "shared_buffers=256MB",
        "effective_cache_size=1GB",
        "work_mem=16MB",
        "maintenance_work_mem=128MB",
        "random_page_cost=1.1",                 // solid-state disks
        "wal_compression=on",
        "max_wal_size=2GB",                     // a large import does not force a checkpoint every few seconds
        "autovacuum_naptime=10s",               // tables that fill up from nothing are counted before plans made for empty ones hurt
        "log_lock_waits=on",
        "log_line_prefix=%m [%p] ",
    ];

    private static readonly string[] Throwaway =
    [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "autovacuum=off",
        "wal_level=minimal",
        "max_wal_senders=0",
        "shared_buffers=128MB",
    ];

    public static IEnumerable<string> Arguments(bool throwaway) =>
        Common.Concat(throwaway ? Throwaway : Durable).SelectMany(setting => (string[])["-c", setting]);
}
