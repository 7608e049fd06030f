using AfterSales.Application.Cases;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Application.Orders;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Importing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Importing;

/// <summary>
/// Works off the queue of imports, two at a time on each node: one of any size, which fills a node's share already, and beside it a
/// small one, so that what takes seconds does not wait for what takes minutes. Of one store they go in their order: see <see cref="ImportJobs"/>.
/// </summary>
public sealed class ImportWorker(
    Databases databases, ImportJobs jobs, ImportFiles files, ChatIntake chats, RefundDeadlines refunds, StoreZones zones, ErasureKeys keys, CaseLocks locks, ImportBell bell, TimeProvider time, ILogger<ImportWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim claiming = new(1);

    /// <summary>Set by tests: called after each committed part with the number of orders it held.</summary>
    internal Func<int, Task>? Written { get; set; }

    /// <summary>Orders written in one transaction.</summary>
    internal int OrdersAtOnce { get; set; } = 10_000;

    /// <summary>Bytes of a file that is worked off within seconds: some ten thousand orders as text.</summary>
    internal long Small { get; set; } = 4L << 20;

    public override void Dispose()
    {
        base.Dispose();
        claiming.Dispose();
    }

    /// <summary>Works until there is nothing more to take. Answers how many jobs it ended or handed over.</summary>
    public Task<int> DrainAsync(CancellationToken ct) => DrainAsync(ImportFiles.Largest, ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepDrainingAsync(ImportFiles.Largest, stoppingToken), KeepDrainingAsync(Small, stoppingToken), KeepTidyAsync(stoppingToken));

    private async Task<int> DrainAsync(long largest, CancellationToken ct)
    {
        var worked = 0;
        while (await ClaimAsync(largest, ct) is { } job)
        {
            await WorkAsync(job, ct);
            // The store's next one may be for the other to take.
            bell.Ring();
            worked++;
        }

        return worked;
    }

    private async Task KeepDrainingAsync(long largest, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var rung = bell.Next;
                await DrainAsync(largest, ct);
                await rung.WaitAsync(LookEvery, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The queue of imports cannot be read; trying again");
                await Task.Delay(LookEvery, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task KeepTidyAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await jobs.ForgetAsync(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(e, "Imports that nobody started cannot be cleared away; trying again");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(TidyEvery, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One after the other: at the same moment, both would see a store that nobody works for.
    private async Task<ClaimedImport?> ClaimAsync(long largest, CancellationToken ct)
    {
        await claiming.WaitAsync(ct);
        try
        {
            return await jobs.ClaimAsync(largest, ct);
        }
        finally
        {
            claiming.Release();
        }
    }

    private async Task WorkAsync(ClaimedImport job, CancellationToken ct)
    {
        try
        {
            var (state, failure) = await RunAsync(job, ct);
            // Also of what was written before somebody stopped it; and orders tell whose earlier refunds are.
            if (job.Kind != FileKind.Chat) await refunds.SeeToAsync(job.StoreId, ct);
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
        var run = new ImportRun(databases, jobs, keys, job, time, OrdersAtOnce) { Written = OnWrittenAsync };
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
