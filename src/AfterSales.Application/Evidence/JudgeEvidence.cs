using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Evidence;

/// <param name="Reason">Why it is rejected: one of <see cref="EvidenceReasons.Ready"/> or words; of no account when it is accepted.</param>
public sealed record JudgeEvidenceInput(string Number, IReadOnlyList<Guid> Evidence, EvidenceVerdict Verdict, string? Reason = null);

/// <summary>
/// Accepts evidence or rejects it with a reason (SPEC 5): many pieces at once, all or none. A later word replaces an earlier one; both stand in the history. What follows of the
/// facts by which the playbook judges is presumed, and never contradicts what a person said (<see cref="LabelledEvidence.Presume"/>).
/// </summary>
public sealed class JudgeEvidence(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(JudgeEvidenceInput input, Actor actor, CancellationToken ct = default)
    {
        var reason = input.Verdict == EvidenceVerdict.Rejected ? input.Reason?.Trim() : null;
        if (input.Verdict == EvidenceVerdict.Rejected && PlainText.IsBlank(reason)) return Refusal.Invalid("evidence.reason_needed") with { Field = nameof(input.Reason) };
        if (reason?.Length > EvidenceReasons.MaxLength) return Refusal.Invalid("evidence.reason_too_long", EvidenceReasons.MaxLength) with { Field = nameof(input.Reason) };
        if (reason is not null) reason = PlainText.Storable(reason);
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var pieces = await work.EvidenceAsync(input.Evidence, ct);
        if (!pieces.Ok) return pieces.Refusal;

        var news = pieces.Value.Where(item => item.Verdict != input.Verdict || item.VerdictReason != reason).ToList();
        if (news.Count == 0) return work.Subject.Version;
        foreach (var item in news) item.Judge(input.Verdict, reason, actor.Name, work.Now);
        work.Record(CaseEvent.Of(CaseEventKind.EvidenceJudged, [.. EvidenceOfCase.Named(news), ("verdict", input.Verdict), ("reason", reason)]));
        return await work.CommitWithEvaluationAsync(shelf, ct);
    }
}
