using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;

namespace AfterSales.Web.Evidence;

/// <summary>Which pieces of a case are looked at, by what was made of them.</summary>
public enum EvidenceGroup
{
    All,

    /// <summary>There, and nobody has judged it.</summary>
    ToJudge,
    Accepted,
    Rejected,

    /// <summary>Nobody has said what it shows.</summary>
    NoLabel,
}

/// <param name="Answers">Only what answers this request of a playbook; null: all.</param>
public sealed record EvidenceFilter(EvidenceGroup Group = EvidenceGroup.All, string? Answers = null)
{
    public bool Fits(EvidencePiece piece) => IsIn(piece, Group) && (Answers is null || EvidenceLabels.Answers(piece.File.Label) == Answers);

    /// <summary>Removed pieces are only among all of them; a copy that was drawn on waits for no verdict.</summary>
    public static bool IsIn(EvidencePiece piece, EvidenceGroup group) => group == EvidenceGroup.All || (piece.File is { RemovedAt: null } file && group switch
    {
        EvidenceGroup.ToJudge => file is { Verdict: null, OriginalId: null },
        EvidenceGroup.Accepted => file.Verdict == EvidenceVerdict.Accepted,
        EvidenceGroup.Rejected => file.Verdict == EvidenceVerdict.Rejected,
        _ => file.Label is null,
    });
}
