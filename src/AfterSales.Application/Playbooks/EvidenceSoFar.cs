using AfterSales.Application.Persistence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Playbooks;

/// <summary>What evidence of a case was asked for, what came, and what was made of it.</summary>
/// <param name="Requested">By the outcomes catalogue's word, the last time it was asked for.</param>
/// <param name="Pieces">What is there, in the order of time; without what was removed, and without copies on which somebody drew.</param>
public sealed record EvidenceSoFar(IReadOnlyDictionary<string, RequestedEvidence> Requested, IReadOnlyList<PieceSoFar> Pieces)
{
    public static readonly EvidenceSoFar None = new(new Dictionary<string, RequestedEvidence>(), []);

    /// <summary>What the store itself has put together, by the outcomes catalogue's word: how many pieces.</summary>
    public IReadOnlyDictionary<string, int> Kept { get; init; } = new Dictionary<string, int>();

    /// <summary>How much the buyer has sent.</summary>
    public int SentByBuyer => Pieces.Count(piece => piece.IsFromBuyer);

    /// <summary>The pieces that somebody labelled as this.</summary>
    public IEnumerable<PieceSoFar> Labelled(string evidence) => Pieces.Where(piece => EvidenceLabels.Answers(piece.Label) == evidence);

    /// <summary>
    /// What may be this and nobody has judged: what is labelled so, and what the buyer sent without anybody's saying what it shows, at least since it was asked for: what was
    /// there before is not what was meant.
    /// </summary>
    public int ReceivedFor(string evidence)
    {
        var since = Requested.GetValueOrDefault(evidence)?.At ?? DateTimeOffset.MinValue;
        return Labelled(evidence).Count(piece => piece.Verdict is null) + Pieces.Count(piece => piece is { Label: null, IsFromBuyer: true, Verdict: null } && piece.At >= since);
    }

    internal static async Task<EvidenceSoFar> ReadAsync(StoreDb db, Guid caseId, CancellationToken ct)
    {
        var asked = await db.History.AsNoTracking().Where(h => h.CaseId == caseId && h.Kind == CaseEventKind.EvidenceRequested).OrderBy(h => h.Id).ToListAsync(ct);
        var requested = new Dictionary<string, RequestedEvidence>(StringComparer.Ordinal);
        foreach (var line in asked)
            requested[line.Data["evidence"]!] = new(line.At, line.ActorName);
        var pieces = await db.Evidence.Where(e => e.CaseId == caseId && e.RemovedAt == null && e.OriginalId == null).OrderBy(e => e.AddedAt).ThenBy(e => e.Id)
            .Select(e => new PieceSoFar(e.AddedAt, db.Messages.Any(m => m.Id == e.MessageId && m.Kind == MessageKind.Buyer), e.Label, e.Verdict, e.VerdictReason, e.VerdictAt)).ToListAsync(ct);
        return new(requested, pieces)
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

/// <summary>A piece that is there: when it came, UTC, what it shows, and what was made of it.</summary>
/// <param name="Reason">Why it was rejected.</param>
public sealed record PieceSoFar(DateTimeOffset At, bool IsFromBuyer, string? Label = null, EvidenceVerdict? Verdict = null, string? Reason = null, DateTimeOffset? VerdictAt = null);
