using AfterSales.Application.Cases;
using AfterSales.Application.People;
using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence.Packs;

/// <summary>Reads what a pack tells of a case. A fixed number of indexed queries.</summary>
internal static class PackReading
{
    // What the desk keeps to itself, or what says nothing of the matter; and the packs themselves, or no two would be alike.
    private static readonly CaseEventKind[] LeftOut =
    [
        CaseEventKind.NoteAdded, CaseEventKind.Replied, CaseEventKind.EvidenceAdded, CaseEventKind.EvidencePacked, CaseEventKind.RemovalAsked, CaseEventKind.RemovalDeclined, CaseEventKind.LeakAccepted, CaseEventKind.PriorityChanged, CaseEventKind.FlagChanged,
        CaseEventKind.TagsChanged, CaseEventKind.TagRenamed, CaseEventKind.PlaybookMoved, CaseEventKind.ExtortionFlagged, CaseEventKind.ExtortionLifted, CaseEventKind.LineMarked, CaseEventKind.LineUnmarked,
        CaseEventKind.PayoutHeld, CaseEventKind.PayoutCleared, CaseEventKind.SharesChanged, CaseEventKind.ClockWarned, CaseEventKind.ClockBreached, CaseEventKind.ClockPaused, CaseEventKind.ClockResumed, CaseEventKind.ClockLimitChanged,
    ];

    public static async Task<PackContent> ReadAsync(StoreDb db, Guid caseId, string storeName, TimeZoneInfo zone, IPackSummary words, IReadOnlyDictionary<Guid, Colleague> people, CancellationToken ct)
    {
        var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId, ct);
        var evidence = await db.Evidence.AsNoTracking().Where(e => e.CaseId == caseId && e.RemovedAt == null).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).ToListAsync(ct);
        var files = evidence.Where(e => e is { Sha256: not null, ContentType: not null, Size: not null }).ToList();
        var places = await ArchivePlaces.OfAsync(db, files, zone, ct);
        var actions = await db.CaseActions.AsNoTracking().Where(a => a.CaseId == caseId).OrderBy(a => a.AgreedAt).ThenBy(a => a.Place).ThenBy(a => a.Id).ToListAsync(ct);
        var approvals = await db.Approvals.AsNoTracking().Where(a => a.CaseId == caseId).OrderBy(a => a.RequestedAt).ThenBy(a => a.Id).ToListAsync(ct);
        var (actionIds, approvalIds) = (actions.ConvertAll(a => a.Id), approvals.ConvertAll(a => a.Id));
        return new(
            storeName, zone, subject,
            subject.OrderNo is { } orderNo ? await OrderSummaries.FindAsync(db, orderNo, ct) : null,
            await TimelineAsync(db, caseId, evidence.ToLookup(e => e.MessageId, EvidenceLine.Of), ct),
            await db.LineMarks.AsNoTracking().Where(k => db.Messages.Any(m => m.Id == k.MessageId && m.CaseId == caseId)).Select(k => k.MessageId).ToHashSetAsync(ct),
            files.ConvertAll(e => new PackedPiece(e, PathOf(e, places[e.Id], zone, words))),
            evidence.FindAll(e => e.Url is not null),
            await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.CaseId == caseId, ct),
            actions,
            await db.ActionSteps.AsNoTracking().Where(s => actionIds.Contains(s.ActionId)).OrderBy(s => s.Id).ToListAsync(ct),
            approvals,
            await db.ApprovalDecisions.AsNoTracking().Where(d => approvalIds.Contains(d.RequestId)).OrderBy(d => d.Id).ToListAsync(ct),
            await db.Payouts.AsNoTracking().Where(p => p.CaseId == caseId).OrderBy(p => p.RequestedAt).ThenBy(p => p.Id).ToListAsync(ct),
            people);
    }

    private static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(StoreDb db, Guid caseId, ILookup<Guid?, EvidenceLine> evidence, CancellationToken ct)
    {
        var messages = await db.Messages.AsNoTracking().Where(m => m.CaseId == caseId && m.Kind != MessageKind.Note).OrderBy(m => m.SentAt).ThenBy(m => m.Id).ToListAsync(ct);
        var events = await db.History.AsNoTracking().Where(h => h.CaseId == caseId && !LeftOut.Contains(h.Kind)).OrderBy(h => h.Id).ToListAsync(ct);
        return
        [
            .. messages.Select(m => new TimelineEntry(m.SentAt, new(m.Id, m.Kind, m.Channel, m.Text, m.SentAt, m.AuthorName, m.AuthorId, m.AnsweredAfterSeconds, [.. evidence[m.Id]]), null))
                .Concat(events.Select(h => new TimelineEntry(h.At, null, new(h.Id, h.Kind, h.Data, h.ActorKind, h.ActorName))))
                .OrderBy(entry => entry.At),
        ];
    }

    private static string PathOf(EvidenceItem item, int place, TimeZoneInfo zone, IPackSummary words) =>
        ArchiveNames.Path(words.Folder(Enum.TryParse<CaseType>(item.Type, out var type) ? type : null), ArchiveNames.Month(item.AddedAt, zone), ArchiveNames.File(item.ArchiveName, place, item.ContentType));
}
