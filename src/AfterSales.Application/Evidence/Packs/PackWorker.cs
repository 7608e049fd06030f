using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>
/// Makes the packs that were asked for, one after the other. Who makes one holds a lock of the database for as long as they live: another node passes it over, and when its maker dies the
/// next one begins it anew. What is saved is saved at once and only by who finds it unmade, so that a pack is made once.
/// </summary>
public sealed class PackWorker(Databases databases, PackBuilder builder, CaseLocks locks, EvidenceAccesses accesses, ChangeSignal signal, TimeProvider time, ILogger<PackWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Set by tests: called for every file that is read.</summary>
    internal Func<Task>? Read { get; set; }

    public override void Dispose()
    {
        base.Dispose();
        _rung.Dispose();
    }

    /// <summary>Makes all that nobody else is making. Answers how many it ended.</summary>
    public async Task<int> WorkAsync(CancellationToken ct)
    {
        var ended = 0;
        foreach (var job in await WaitingAsync(ct))
            if (await MakeAsync(job, ct))
                ended++;
        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = signal.Subscribe(Hear);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await _rung.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                log.LogWarning(e, "Evidence packs cannot be made; trying again");
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Hear(Change change)
    {
        if (change.Of != ChangeOf.Pack || _rung.CurrentCount > 0) return;
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is being woken already.
        }
    }

    private async Task<List<Job>> WaitingAsync(CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select id, store_id, case_id, requested_by_id, requested_by from evidence_packs where ended_at is null order by requested_at limit 100");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Job>();
        while (await rows.ReadAsync(ct)) found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), await rows.IsDBNullAsync(3, ct) ? null : rows.GetGuid(3), rows.GetString(4)));
        return found;
    }

    private async Task<bool> MakeAsync(Job job, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        await using var holding = await connection.BeginTransactionAsync(ct);
        await using var hold = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended(@name, 0))", connection, holding);
        hold.Parameters.AddWithValue("name", $"{job.StoreId:N}:make-pack:{job.Id:N}");
        if (await hold.ExecuteScalarAsync(ct) is not true) return false;
        try
        {
            return await BuildAsync(job, ct);
        }
        // Stopping, or the database or the storage of files is away: it keeps its place.
        catch (Exception e) when (!ct.IsCancellationRequested && !PassingFailure.Is(e) && e is not OutOfMemoryException)
        {
            log.LogError(e, "Evidence pack {Pack} failed", job.Id);
            return await FailAsync(job, Refusal.Rule("pack.unexpected"), ct);
        }
    }

    private async Task<bool> BuildAsync(Job job, CancellationToken ct)
    {
        var told = DateTimeOffset.MinValue;
        await using (var db = databases.For(job.StoreId))
            // Somebody ended it between our looking and our holding it.
            if (await db.EvidencePacks.Where(p => p.Id == job.Id && p.EndedAt == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PackState.Building), ct) == 0)
                return false;
        var built = await builder.BuildAsync(job.StoreId, job.Id, job.CaseId, ReadAsync, ct);
        return built.Value is { } pack ? await SaveAsync(job, pack, ct) : await FailAsync(job, built.Refusal!, ct);

        async Task ReadAsync(int done, int total)
        {
            if (Read is { } read) await read();
            var now = time.GetUtcNow();
            if (done < total && now - told < TellEvery) return;
            told = now;
            await using var db = databases.For(job.StoreId);
            await db.EvidencePacks.Where(p => p.Id == job.Id && p.EndedAt == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.Done, done).SetProperty(x => x.Total, total), ct);
            signal.PackChanged(job.StoreId, job.CaseId);
        }
    }

    // For who asked, and with no more rights than it takes.
    private async Task<bool> SaveAsync(Job job, BuiltPack built, CancellationToken ct)
    {
        var actor = new Actor(job.ById is null ? ActorKind.System : ActorKind.Person, job.ById, job.By, job.StoreId, [Permission.ViewCases]);
        await accesses.RecordAsync(built.Evidence, EvidenceAccessKind.Packed, actor, ct);
        var opened = await locks.OpenAsync(actor, Permission.ViewCases, await NumberAsync(job, ct), null, ct);
        await using var work = opened.Value ?? throw new InvalidOperationException($"The case of pack {job.Id} is gone.");
        // A piece that was removed meanwhile is in no pack: the next round makes it without.
        if (await work.Db.Evidence.AnyAsync(e => built.Evidence.Contains(e.Id) && e.RemovedAt != null, ct)) return false;
        var now = time.GetUtcNow();
        var ended = await work.Db.EvidencePacks.Where(p => p.Id == job.Id && p.EndedAt == null).ExecuteUpdateAsync(
            p => p.SetProperty(x => x.State, PackState.Ready).SetProperty(x => x.EndedAt, now).SetProperty(x => x.ManifestSha256, built.ManifestSha256)
                .SetProperty(x => x.Size, built.Size).SetProperty(x => x.HasPdf, built.HasPdf), ct);
        if (ended == 0) return false;
        work.Db.PackFiles.AddRange(built.Files);
        work.Record(CaseEvent.Of(CaseEventKind.EvidencePacked, ("sha256", built.ManifestSha256), ("count", built.Evidence.Count)));
        await work.CommitAsync(ct);
        signal.PackChanged(job.StoreId, job.CaseId);
        return true;
    }

    private async Task<bool> FailAsync(Job job, Refusal refusal, CancellationToken ct)
    {
        await using var db = databases.For(job.StoreId);
        var (now, of) = (time.GetUtcNow(), refusal.Args.FirstOrDefault() as string);
        var ended = await db.EvidencePacks.Where(p => p.Id == job.Id && p.EndedAt == null).ExecuteUpdateAsync(
            p => p.SetProperty(x => x.State, PackState.Failed).SetProperty(x => x.EndedAt, now).SetProperty(x => x.Failure, refusal.Code).SetProperty(x => x.FailureOf, of), ct);
        signal.PackChanged(job.StoreId, job.CaseId);
        return ended == 1;
    }

    private async Task<string> NumberAsync(Job job, CancellationToken ct)
    {
        await using var db = databases.For(job.StoreId);
        return await db.Cases.Where(c => c.Id == job.CaseId).Select(c => c.Number).SingleAsync(ct);
    }

    private sealed record Job(Guid Id, Guid StoreId, Guid CaseId, Guid? ById, string By);
}
