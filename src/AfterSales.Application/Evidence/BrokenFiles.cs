using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Application.Evidence;

/// <summary>
/// Tells of a stored file that is missing or damaged: the log, and whoever manages a store that has it as evidence. An emptied disk is one matter and not a million: who has
/// <see cref="MostUnread"/> such notices before them is told no more; the page of the storage lists what is broken.
/// </summary>
public sealed class BrokenFiles(Databases databases, ChangeSignal signal, ILogger<BrokenFiles> log)
{
    public const string Kind = "evidence.broken";

    /// <summary>Of one store, for one person.</summary>
    public const int MostUnread = 20;

    internal async Task TellAsync(string sha256, FileProblem problem, DateTimeOffset now, CancellationToken ct)
    {
        log.LogError("The stored file {Sha256} is broken: {Problem}", sha256, problem);
        foreach (var storeId in await StoresAsync(sha256, ct)) await TellAsync(storeId, sha256, problem, now, ct);
    }

    private async Task TellAsync(Guid storeId, string sha256, FileProblem problem, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = databases.For(storeId);
        var first = await db.Evidence.AsNoTracking().Where(e => e.Sha256 == sha256 && e.RemovedAt == null)
            .Join(db.Cases, e => e.CaseId, c => c.Id, (e, c) => new { e.Name, e.AddedAt, c.Id, c.Number }).OrderBy(e => e.AddedAt).FirstOrDefaultAsync(ct);
        if (first is null) return;
        var members = await db.Memberships.Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        List<Guid> managers = [.. members.GroupBy(m => m.PersonId, m => m.Role).Where(m => Authority.Of(m).Contains(Permission.ManageStores)).Select(m => m.Key)];
        var full = await db.Notifications.Where(n => managers.Contains(n.PersonId) && n.Kind == Kind && n.ReadAt == null)
            .GroupBy(n => n.PersonId).Where(n => n.Count() >= MostUnread).Select(n => n.Key).ToListAsync(ct);
        List<Guid> told = [.. managers.Except(full)];
        db.Notifications.AddRange(told.Select(person => new Notification(Ids.New(now), storeId, person, Kind, $"{Kind}:{sha256}:{now.UtcTicks}", first.Id, first.Number,
            new(StringComparer.Ordinal) { ["name"] = first.Name, ["problem"] = problem.ToString() }, now)));
        await db.SaveChangesAsync(ct);
        foreach (var person in told) signal.PersonNotified(storeId, person);
    }

    private async Task<IReadOnlyList<Guid>> StoresAsync(string sha256, CancellationToken ct)
    {
        await using var command = databases.Source.CreateCommand("select distinct store_id from evidence where sha256 = $1 and removed_at is null and store_id in (select id from stores)");
        command.Parameters.Add(new() { Value = sha256 });
        var stores = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) stores.Add(rows.GetGuid(0));
        return stores;
    }
}
