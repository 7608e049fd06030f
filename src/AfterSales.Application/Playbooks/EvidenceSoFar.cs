using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>What evidence of a case was asked for, and when the buyer sent some.</summary>
/// <param name="Requested">By the outcomes catalogue's word, the last time it was asked for.</param>
/// <param name="FromBuyer">When each of the buyer's pictures and files came, UTC.</param>
public sealed record EvidenceSoFar(IReadOnlyDictionary<string, RequestedEvidence> Requested, IReadOnlyList<DateTimeOffset> FromBuyer)
{
    public static readonly EvidenceSoFar None = new(new Dictionary<string, RequestedEvidence>(), []);

    /// <summary>What the store itself has put together, by the outcomes catalogue's word: how many pieces.</summary>
    public IReadOnlyDictionary<string, int> Kept { get; init; } = new Dictionary<string, int>();

    /// <summary>How much came from the buyer, or came since a piece was asked for: what was there before is not what was meant.</summary>
    public int ReceivedFor(string evidence) =>
        Requested.GetValueOrDefault(evidence) is { } asked ? FromBuyer.Count(at => at >= asked.At) : FromBuyer.Count;

    internal static async Task<EvidenceSoFar> ReadAsync(StoreDb db, Guid caseId, CancellationToken ct)
    {
        var asked = await db.History.AsNoTracking().Where(h => h.CaseId == caseId && h.Kind == CaseEventKind.EvidenceRequested).OrderBy(h => h.Id).ToListAsync(ct);
        var requested = new Dictionary<string, RequestedEvidence>(StringComparer.Ordinal);
        foreach (var line in asked)
            requested[line.Data["evidence"]!] = new(line.At, line.ActorName);
        var sent = await db.Evidence.Where(e => e.CaseId == caseId && db.Messages.Any(m => m.Id == e.MessageId && m.Kind == MessageKind.Buyer)).OrderBy(e => e.AddedAt).Select(e => e.AddedAt).ToListAsync(ct);
        return new(requested, sent)
        {
            Kept = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["chat lines"] = await db.LineMarks.CountAsync(k => db.Messages.Any(m => m.Id == k.MessageId && m.CaseId == caseId), ct),
                ["review"] = await db.Reviews.CountAsync(r => r.CaseId == caseId, ct),
            },
        };
    }
}

/// <summary>When a piece of evidence was asked for, UTC, and by whom.</summary>
public sealed record RequestedEvidence(DateTimeOffset At, string By);
