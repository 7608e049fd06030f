using AfterSales.Application.Persistence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Application.Evidence.Keeping;

/// <summary>
/// A store's rounds of removing what was kept long enough: one a day, by one node at a time. A round that was interrupted is gone on with. A case that fails keeps no other waiting.
/// </summary>
public sealed class RetentionRounds(Databases databases, ExpireEvidence expire, TimeProvider time, ILogger<RetentionRounds> log)
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(1);

    private const int AtOnce = 1000;

    /// <summary>Does the round that is due, or goes on with the one that is under way. False: none is, or another node is at it.</summary>
    public async Task<bool> RunAsync(Guid storeId, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        // Held until the round is over, or its node is; writes nothing, so it keeps nobody waiting.
        await using var turn = await connection.BeginTransactionAsync(ct);
        await using var claim = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended(@name, 0))", connection, turn);
        claim.Parameters.AddWithValue("name", $"{storeId:N}:retention-round");
        if (await claim.ExecuteScalarAsync(ct) is not true) return false;
        if (await BeginAsync(storeId, ct) is not { } runId) return false;
        var failed = await GoThroughAsync(storeId, runId, ct);
        await EndAsync(storeId, runId, failed, ct);
        return true;
    }

    private async Task<Guid?> BeginAsync(Guid storeId, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        if (await db.RetentionRuns.Where(r => r.EndedAt == null).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(ct) is { } underWay) return underWay;
        var (policy, now) = (await RetentionPolicies.CurrentAsync(db, ct), time.GetUtcNow());
        var today = now - Every;
        if (policy.KeepsEverything() || await db.RetentionRuns.AnyAsync(r => r.StartedAt > today, ct)) return null;
        var run = new RetentionRun(Ids.New(now), storeId, policy.Version, now);
        db.RetentionRuns.Add(run);
        await db.SaveChangesAsync(ct);
        return run.Id;
    }

    private async Task<int> GoThroughAsync(Guid storeId, Guid runId, CancellationToken ct)
    {
        var (failed, after) = (0, Guid.Empty);
        while (await DueAsync(storeId, after, ct) is { Count: > 0 } due)
        {
            foreach (var one in due)
                if (!await TryAsync(storeId, one.Number, runId, ct))
                    failed++;
            after = due[^1].Id;
        }
        return failed;
    }

    private async Task<List<DueCase>> DueAsync(Guid storeId, Guid after, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        return await RetentionDue.CasesAsync(db, await RetentionPolicies.CurrentAsync(db, ct), time.GetUtcNow(), after, AtOnce, ct);
    }

    private async Task<bool> TryAsync(Guid storeId, string number, Guid runId, CancellationToken ct)
    {
        try
        {
            await expire.OfCaseAsync(storeId, number, runId, ct);
            return true;
        }
        // Without the database no other would go on either.
        catch (Exception e) when (!ct.IsCancellationRequested && !PassingFailure.Is(e) && e is not OutOfMemoryException)
        {
            log.LogError(e, "The evidence of {Case} was kept long enough and could not be removed", number);
            return false;
        }
    }

    private async Task EndAsync(Guid storeId, Guid runId, int failed, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var now = time.GetUtcNow();
        var sums = await RetentionDue.SumsAsync(db, await RetentionPolicies.CurrentAsync(db, ct), now, ct);
        var kept = sums.Where(sum => sum.Why is not null).GroupBy(sum => Enum.Parse<KeptBecause>(sum.Why!)).ToDictionary(why => why.Key, why => (int)why.Sum(sum => sum.Cases));
        (await db.RetentionRuns.SingleAsync(r => r.Id == runId, ct)).End(failed, kept, now);
        await db.SaveChangesAsync(ct);
    }
}
