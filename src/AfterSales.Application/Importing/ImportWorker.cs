using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Importing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Importing;

/// <summary>Works off the queue of imports, one at a time on each node: reading and writing a large file fills a node's share already.</summary>
public sealed class ImportWorker(
    Databases databases, ImportJobs jobs, ImportFiles files, ChatIntake chats, StoreZones zones, CaseLocks locks, ImportBell bell, TimeProvider time, ILogger<ImportWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    /// <summary>Set by tests: called after each committed part with the number of orders it held.</summary>
    internal Func<int, Task>? Written { get; set; }

    /// <summary>Orders written in one transaction.</summary>
    internal int OrdersAtOnce { get; set; } = 10_000;

    /// <summary>Works until the queue is empty. Answers how many jobs it ended or handed over.</summary>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var worked = 0;
        while (await jobs.ClaimAsync(ct) is { } job)
        {
            await WorkAsync(job, ct);
            worked++;
        }

        return worked;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
                await bell.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The queue of imports cannot be read; trying again");
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(ClaimedImport job, CancellationToken ct)
    {
        try
        {
            var (state, failure) = await RunAsync(job, ct);
            await jobs.EndAsync(job, state, failure, ct);
        }
        catch (ClaimLostException)
        {
            log.LogWarning("Import {Import} was taken over by another worker", job.Id);
        }
        // Stopping, or the database is away: the job keeps its place, and who takes it over goes on where we were.
        catch (Exception e) when (ct.IsCancellationRequested || PassingFailure.Is(e))
        {
            log.LogWarning(e, "Import {Import} is left for later", job.Id);
            if (!ct.IsCancellationRequested) throw;
        }
        catch (Exception e)
        {
            log.LogError(e, "Import {Import} failed", job.Id);
            await jobs.EndAsync(job, ImportState.Failed, "import.unexpected", CancellationToken.None);
        }
    }

    private async Task<(ImportState State, string? Failure)> RunAsync(ClaimedImport job, CancellationToken ct)
    {
        await using var content = files.Open(job.Id);
        if (content is null) return (ImportState.Failed, "import.file_gone");

        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var run = new ImportRun(databases, jobs, job, time, OrdersAtOnce) { Written = OnWrittenAsync };
        var beating = BeatAsync(run, wanted);
        try
        {
            var zone = await zones.OfAsync(job.StoreId, ct);
            return job.Kind == FileKind.Chat
                ? await chats.RunAsync(job, content, wanted.Token)
                : await run.ExecuteAsync(content, zone, wanted.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return run.ClaimLost ? throw new ClaimLostException() : (ImportState.Cancelled, null);
        }
        finally
        {
            await wanted.CancelAsync();
            await beating;
        }

        Task OnWrittenAsync(int orders, IReadOnlyList<Guid> cases)
        {
            foreach (var id in cases) locks.Committed(job.StoreId, id, earliestTimer: null);
            return Written?.Invoke(orders) ?? Task.CompletedTask;
        }
    }

    // Reading is long and writes nothing, so the signs of life and the wish to stop need a rhythm of their own.
    private async Task BeatAsync(ImportRun run, CancellationTokenSource wanted)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BeatEvery, wanted.Token);
                if (await ShallStopAsync(run, wanted.Token)) await wanted.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    private async Task<bool> ShallStopAsync(ImportRun run, CancellationToken ct)
    {
        try
        {
            return await run.BeatAsync(ct);
        }
        catch (ClaimLostException)
        {
            return run.ClaimLost = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next beat may get through long before anybody takes us for dead.
            log.LogWarning(e, "An import cannot say that it lives; trying again");
            return false;
        }
    }
}
