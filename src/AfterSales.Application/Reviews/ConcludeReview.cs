using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Application.Remedies;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <param name="SeenVersion">The version of the review on the screen; null: whatever stands.</param>
public sealed record ConcludeReviewInput(string Number, ReviewEnd End, int? SeenVersion = null);

/// <summary>
/// Records what became of a review: removed, changed or kept (SPEC 4.3). It may come after the case is closed, and a later outcome takes the place of an earlier
/// one; the history keeps both. Of two people who record one at once, the second is told. Answers the review's version.
/// </summary>
public sealed class ConcludeReview(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(ConcludeReviewInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;
        if (await work.Db.Reviews.SingleOrDefaultAsync(r => r.CaseId == subject.Id, ct) is not { } review) return Refusal.Rule("review.not_recorded", subject.Number);
        if (input.SeenVersion is { } seen && seen != review.Version) return Refusal.Conflict("review.stale");
        var before = review.Outcome;
        var end = input.End with { Text = ReviewText.Clean(input.End.Text), At = input.End.At?.ToUniversalTime() };
        if (review.Conclude(end, actor.Name, work.Now) is { Ok: false, Refusal: var refusal }) return refusal;
        work.Record(CaseEvent.Of(CaseEventKind.ReviewConcluded, ("from", before), ("outcome", end.Outcome), ("at", review.OutcomeAt), ("rating", end.Rating), ("stars", end.Stars), ("text", end.Text)));
        await work.TickAsync(ct, "record review");
        await work.CommitWithEvaluationAsync(shelf, ct);
        return review.Version;
    }
}
