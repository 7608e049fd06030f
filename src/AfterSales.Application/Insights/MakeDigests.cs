using System.Globalization;
using AfterSales.Application.Cases;
using AfterSales.Application.Clocks;
using AfterSales.Application.Integrations;
using AfterSales.Application.Ledger;
using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Insights;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Insights;

/// <summary>
/// Makes the digests that are due and tells whoever wants them. Who was told stands in their notifications, and what was told in the store's digests: looking twice, on two nodes, or after a restart tells nobody twice.
/// </summary>
internal sealed class MakeDigests(Databases databases, DigestReaders readers, ReadDigest read, CatchUpReports catchUp, FireTimers timers, ChangeSignal signal, TimeProvider time, ILogger<MakeDigests> log)
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
        await using var db = databases.For(storeId);
        var now = time.GetUtcNow();
        // What was told already needs no figures. Wrong ones are worse than late ones: those who wait for them are told at a later look.
        DigestContent? content = null;
        if (!await db.Digests.AnyAsync(d => d.Kind == due.Kind && d.First == due.Range.First, ct))
        {
            if (!await MayCountAsync(db, due, ct)) return;
            await catchUp.AllAsync(storeId, ct);
            content = await read.OfAsync(storeId, due.Range, now, ct);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("digests", ct);
        var digest = await db.Digests.SingleOrDefaultAsync(d => d.Kind == due.Kind && d.First == due.Range.First, ct);
        if (digest is null)
        {
            // Its days may have moved while they were read.
            if (content is null || !await db.IsCountedAsync(ct)) return;
            digest = new(Ids.New(now), storeId, due, content, now);
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

    // Not while another node counts the store anew, nor before every clock that fell due in these days was handled: a breach is counted when it was due. Asked first: whoever waited here would keep all other stores waiting.
    private async Task<bool> MayCountAsync(StoreDb db, DueDigest due, CancellationToken ct) =>
        await db.IsCountedAsync(ct) && !await timers.AreBehindAsync(db.StoreId, (await StoreZones.OfAsync(db, ct)).StartOf(due.Range.Last.AddDays(1)), ct);
}
