using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Integrations;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Insights;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Insights;

/// <summary>
/// Makes the digests that are due and tells whoever wants them. Who was told stands in their notifications, and what was told in the store's digests: looking twice, on two nodes, or after a restart tells nobody twice.
/// </summary>
internal sealed class MakeDigests(Databases databases, DigestReaders readers, DashboardQueries dashboards, CatchUpReports catchUp, ChangeSignal signal, TimeProvider time, ILogger<MakeDigests> log)
{
    public const string Made = "digest.made";

    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var wanted in await readers.UntoldAsync(time.GetUtcNow(), ct))
        {
            try
            {
                await TellAsync(wanted, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(failure, "The {Kind} digest of store {StoreId} could not be made; trying again", wanted.Due.Kind, wanted.StoreId);
            }
        }
    }

    /// <summary>What makes it the same notification, whichever node tells it.</summary>
    public static string KeyOf(Guid storeId, DueDigest due) => string.Create(CultureInfo.InvariantCulture, $"{Made}:{storeId:N}:{due.Kind}:{due.Range.First:yyyy-MM-dd}");

    private async Task TellAsync(WantedDigest wanted, CancellationToken ct)
    {
        var (storeId, due, people) = wanted;
        // Wrong numbers are worse than late ones: everything that has happened is counted first.
        await catchUp.AllAsync(storeId, ct);
        await using var db = databases.For(storeId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("digests", ct);
        var now = time.GetUtcNow();
        var digest = await db.Digests.SingleOrDefaultAsync(d => d.Kind == due.Kind && d.First == due.Range.First, ct);
        if (digest is null)
        {
            // Counted anew by another node at this moment: a minute later it is done.
            if (!await IsCountedAsync(storeId, ct)) return;
            digest = new(Ids.New(now), storeId, due, await ReadAsync(storeId, due, now, ct), now);
            db.Digests.Add(digest);
            db.Outbox.Add(new OutboxMessage(storeId, Made, null, digest.Content.Told(digest.Id, due), now));
        }
        var key = KeyOf(storeId, due);
        var told = await db.Notifications.Where(n => n.Key == key && people.Contains(n.PersonId)).Select(n => n.PersonId).ToListAsync(ct);
        var news = people.Except(told).ToList();
        foreach (var person in news) db.Notifications.Add(new(Ids.New(now), storeId, person, Made, key, null, null, digest.Content.Told(digest.Id, due), now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var person in news) signal.PersonNotified(storeId, person);
    }

    private async Task<bool> IsCountedAsync(Guid storeId, CancellationToken ct)
    {
        await using var connection = await databases.Source.OpenConnectionAsync(ct);
        return await ReportLocks.ZoneAsync(connection, storeId, ct) is { IsCounted: true };
    }

    private async Task<DigestContent> ReadAsync(Guid storeId, DueDigest due, DateTimeOffset now, CancellationToken ct)
    {
        var report = await dashboards.OfAsync(due.Range, Actor.System(storeId), ct);
        if (!report.Ok) throw new InvalidOperationException($"The figures of a digest were refused: {report.Refusal.Code}.");
        // As a board counts them. Not from a node's board: nobody looks at it, and it would be kept for good.
        var open = (await QueueRows.ReadAsync(databases, storeId, null, ct)).Open.Values;
        var late = open.Where(row => row.SortKey <= now).Select(row => row.SortKey).ToList();
        return DigestContent.Of(report.Value, late.Count, late.Count > 0 ? now - late.Min() : null);
    }
}
