using AfterSales.Application.Evidence;
using AfterSales.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Cases;

/// <summary>Messages and history of a case as one line of time, the latest part first.</summary>
internal static class Timeline
{
    public static async Task<(IReadOnlyList<TimelineEntry> Entries, bool HasEarlier)> ReadAsync(StoreDb db, Guid caseId, DateTimeOffset? before, int count, CancellationToken ct)
    {
        var limit = before ?? DateTimeOffset.MaxValue;
        var messages = await db.Messages.AsNoTracking().Where(m => m.CaseId == caseId && m.SentAt < limit)
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Take(count + 1).ToListAsync(ct);
        var events = await db.History.AsNoTracking().Where(h => h.CaseId == caseId && h.At < limit)
            .OrderByDescending(h => h.Id).Take(count + 1).ToListAsync(ct);
        var ids = messages.ConvertAll(m => (Guid?)m.Id);
        var files = await db.Evidence.AsNoTracking().Where(e => e.CaseId == caseId && ids.Contains(e.MessageId)).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct);
        var seen = await SeenPictures.OfAsync(db, files, ct);
        var evidence = files.ToLookup(e => e.MessageId, e => EvidenceLine.Of(e) with { Seen = [.. seen[e.Id]] });

        var lines = messages.Select(m => new TimelineEntry(m.SentAt, new(m.Id, m.Kind, m.Channel, m.Text, m.SentAt, m.AuthorName, m.AuthorId, m.AnsweredAfterSeconds, [.. evidence[m.Id]]), null))
            .Concat(events.Select(h => new TimelineEntry(h.At, null, new(h.Id, h.Kind, h.Data, h.ActorKind, h.ActorName))))
            .OrderByDescending(e => e.At).ToList();
        var page = lines.Take(count).Reverse().ToList();
        return (page, lines.Count > count);
    }
}
