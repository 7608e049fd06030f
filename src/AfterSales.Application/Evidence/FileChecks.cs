using System.Diagnostics;
using System.Security.Cryptography;
using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Evidence;

/// <summary>How often every stored file is read again.</summary>
public sealed record CheckPace(TimeSpan Every)
{
    public const int DefaultDays = 30;

    /// <summary>What was found broken is looked at again sooner, so that it is known to be whole once it is.</summary>
    public static readonly TimeSpan BrokenEvery = TimeSpan.FromHours(1);
}

/// <summary>
/// Reads every stored file from time to time and compares it with its name: bytes rot, and disks are emptied by mistake. A piece at a time, by one node, four fifths of the
/// time at rest; where it stopped it goes on, because each row says when it was checked. What is newly broken is told (<see cref="BrokenFiles"/>). A file of which the store
/// cannot say anything now keeps no other waiting; of many of them it is the store that is away.
/// </summary>
public sealed class FileChecks(Databases databases, IEvidenceStore store, BrokenFiles broken, CheckPace pace, TimeProvider time, ILogger<FileChecks> log) : BackgroundService
{
    private const int AtOnce = 20;
    private const int RestTimes = 4;
    private const int MostPassedOver = 10;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _passedOver = new(StringComparer.Ordinal);

    private sealed record Due(string Sha256, long Size, DateTimeOffset StoredAt, FileProblem? Problem);

    /// <summary>Checks the next few that are due. Answers how many; 0 when none are, or while another node is at it.</summary>
    public async Task<int> CheckAsync(CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        // Held until the piece is done; writes nothing, so it keeps nobody waiting.
        await using var turn = await connection.BeginTransactionAsync(ct);
        await using var claim = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended('check files', 0))", connection, turn);
        if (!(bool)(await claim.ExecuteScalarAsync(ct))!) return 0;
        var due = await DueAsync(ct);
        foreach (var file in due)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await CheckAsync(file, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && _passedOver.Count < MostPassedOver)
            {
                log.LogWarning(e, "The stored file {Sha256} is checked later", file.Sha256);
                _passedOver.Add(file.Sha256);
            }
            await Task.Delay(Stopwatch.GetElapsedTime(started) * RestTimes, ct);
        }
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await CheckAsync(stoppingToken) == AtOnce)
                {
                    // There is more.
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Stored files are checked later");
            }
            _passedOver.Clear();
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CheckAsync(Due file, CancellationToken ct)
    {
        var problem = await ProblemAsync(file, ct);
        var now = time.GetUtcNow();
        if (!await SayAsync(file, problem, now, ct)) return;
        if (problem is { } found && file.Problem is null) await broken.TellAsync(file.Sha256, found, now, ct);
        if (problem is null && file.Problem is not null) log.LogInformation("The stored file {Sha256} is whole again", file.Sha256);
    }

    private async Task<FileProblem?> ProblemAsync(Due file, CancellationToken ct)
    {
        await using var content = await store.OpenAsync(FileNames.Original(file.Sha256), ct);
        if (content is null) return FileProblem.Missing;
        try
        {
            return content.Length == file.Size && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == file.Sha256 ? null : FileProblem.Damaged;
        }
        catch (IOException e)
        {
            log.LogWarning(e, "The stored file {Sha256} cannot be read", file.Sha256);
            return FileProblem.Damaged;
        }
    }

    private async Task<IReadOnlyList<Due>> DueAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand(
            """
            (select sha256, size, stored_at, problem from stored_files where problem is not null and checked_at < $2 and sha256 <> all($4) order by checked_at limit $3)
            union
            (select sha256, size, stored_at, problem from stored_files where (checked_at is null or checked_at < $1) and sha256 <> all($4) order by checked_at nulls first limit $3)
            limit $3
            """);
        command.Parameters.Add(new() { Value = time.GetUtcNow() - pace.Every });
        command.Parameters.Add(new() { Value = time.GetUtcNow() - CheckPace.BrokenEvery });
        command.Parameters.Add(new() { Value = AtOnce });
        command.Parameters.Add(new() { Value = _passedOver.ToArray() });
        var due = new List<Due>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            due.Add(new(rows.GetString(0), rows.GetInt64(1), await rows.GetFieldValueAsync<DateTimeOffset>(2, ct), await rows.IsDBNullAsync(3, ct) ? null : Enum.Parse<FileProblem>(rows.GetString(3))));
        return due;
    }

    // False when it came anew or went meanwhile: what was read is not what is there.
    private async Task<bool> SayAsync(Due file, FileProblem? problem, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("update stored_files set checked_at = $2, problem = $3 where sha256 = $1 and stored_at = $4");
        command.Parameters.Add(new() { Value = file.Sha256 });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = problem?.ToString() });
        command.Parameters.Add(new() { Value = file.StoredAt });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }
}
