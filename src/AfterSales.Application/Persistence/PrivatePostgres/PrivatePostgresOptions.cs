namespace AfterSales.Application.Persistence;

public sealed record PrivatePostgresOptions
{
    /// <summary>Where the cluster lives (<c>data/</c>, <c>log</c>, the socket). Null: a temporary folder, gone with the server.</summary>
    public string? Folder { get; init; }

    /// <summary>For tests: memory-backed where possible, no fsync. Never for data anybody wants back.</summary>
    public bool Throwaway { get; init; }

    /// <summary>Null: the first installed one that fits the cluster.</summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>Crash recovery is part of starting, so the limit is generous.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
