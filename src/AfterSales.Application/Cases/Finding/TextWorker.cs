using AfterSales.Application.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Cases.Finding;

/// <summary>Keeps conversations to be found, one worker a node; a store is read by one of them at a time.</summary>
internal sealed class TextWorker(Databases databases, CatchUpTexts catchUp, TimeProvider time, ILogger<TextWorker> log) : BackgroundService
{
    // What was said is found within a second, and messages of the same case in that time are read once.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    // In a rush, reading in stands back behind taking in; what there was before is read in half of the time.
    private const int RestInARush = 9;
    private const int RestWhileFilling = 1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = AfterFailure;
            try
            {
                pause = await WorkAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Conversations are not found by what was said last; trying again");
            }
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One part of each store that has one; answers how long to rest.</summary>
    private async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        var rest = TimeSpan.Zero;
        var failed = false;
        foreach (var store in await WaitingAsync(ct))
        {
            var began = time.GetTimestamp();
            var part = CatchUpTexts.Part.Nothing;
            try
            {
                part = await catchUp.TakeInAsync(store, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(failure, "The conversations of store {StoreId} are not found by what was said last; trying again", store);
                failed = true;
            }
            rest += time.GetElapsedTime(began) * part switch { CatchUpTexts.Part.More => RestInARush, CatchUpTexts.Part.Older => RestWhileFilling, _ => 0 };
        }
        if (failed) return AfterFailure;
        return rest > TimeSpan.Zero ? rest : Every;
    }

    private async Task<List<Guid>> WaitingAsync(CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        return await connection.ListAsync<Guid>(
            """
            select s.id from stores s left join text_states t on t.store_id = s.id
            where t.shape is distinct from $1 or t.read_back_to is not null or exists (select from unread_texts u where u.store_id = s.id)
            """, ct, CatchUpTexts.Shape);
    }
}
