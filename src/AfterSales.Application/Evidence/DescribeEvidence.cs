using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Evidence;

/// <summary>What is said of a piece of evidence.</summary>
public enum EvidenceTrait
{
    /// <summary>What it shows, a word of <see cref="EvidenceLabels"/>.</summary>
    Label,

    /// <summary>Which line of the order it is about, by its key.</summary>
    Line,
}

/// <param name="Said">Null takes back what was said.</param>
public sealed record DescribeEvidenceInput(string Number, IReadOnlyList<Guid> Evidence, EvidenceTrait Trait, string? Said);

/// <summary>
/// Says what evidence shows, or which line of the order it is about (SPEC 5): of many pieces at once, all or none. Whoever adds evidence may say it, the warehouse too. What is
/// said already is said once.
/// </summary>
public sealed class DescribeEvidence(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(DescribeEvidenceInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.WriteNotes, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var pieces = await work.EvidenceAsync(input.Evidence, ct);
        if (!pieces.Ok) return pieces.Refusal;
        var (isLabel, said) = (input.Trait == EvidenceTrait.Label, string.IsNullOrWhiteSpace(input.Said) ? null : input.Said);
        var title = said;
        if (said is not null && isLabel && !EvidenceLabels.IsLabel(said)) return Refusal.Invalid("evidence.label_unknown", said) with { Field = nameof(input.Said) };
        if (said is not null && !isLabel)
        {
            title = await TitleAsync(work, said, ct);
            if (title is null) return Refusal.Invalid("evidence.line_unknown") with { Field = nameof(input.Said) };
        }

        var news = pieces.Value.Where(item => (isLabel ? item.Label : item.LineKey) != said).ToList();
        if (news.Count == 0) return work.Subject.Version;
        foreach (var item in news)
        {
            if (isLabel) item.Describe(said, item.LineKey);
            else item.Describe(item.Label, said);
        }
        work.Record(CaseEvent.Of(CaseEventKind.EvidenceDescribed, [.. EvidenceOfCase.Named(news), (isLabel ? "label" : "line", title)]));
        // A verdict on what shows something else now speaks of something else.
        return isLabel ? await work.CommitWithEvaluationAsync(shelf, ct) : await work.CommitAsync(ct);
    }

    // As people know it; null for what is no line of the case's order.
    private static async Task<string?> TitleAsync(LockedCase work, string key, CancellationToken ct)
    {
        var orderNo = work.Subject.OrderNo;
        var line = await work.Db.OrderLines.Where(l => l.OrderNo == orderNo && l.LineKey == key).Select(l => new { l.Title, l.Sku }).SingleOrDefaultAsync(ct);
        return line is null ? null : line.Title ?? line.Sku ?? key;
    }
}
