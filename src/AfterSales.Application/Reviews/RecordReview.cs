using AfterSales.Application.Cases;
using AfterSales.Application.Playbooks;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <param name="SeenVersion">The version of the review on the screen; 0: there was none yet; null: whatever stands.</param>
public sealed record RecordReviewInput(string Number, ReviewDetails Details, int? SeenVersion = null);

/// <summary>
/// Records the review that a case is about, or corrects what was recorded (SPEC 4.3). Its cause is a fact at once. An order that nobody named is the case's.
/// Answers the review's version.
/// </summary>
public sealed class RecordReview(CaseLocks locks, PlaybookShelf shelf)
{
    public async Task<Result<int>> ExecuteAsync(RecordReviewInput input, Actor actor, CancellationToken ct = default)
    {
        await shelf.RememberAsync(actor.StoreId, input.Number, ct);
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;
        if (subject.Type != CaseType.Review) return Refusal.Rule("review.not_a_review", subject.Number);

        var details = ReviewText.Clean(input.Details) with { OrderNo = ReviewText.Clean(input.Details.OrderNo) ?? subject.OrderNo };
        var review = await work.Db.Reviews.SingleOrDefaultAsync(r => r.CaseId == subject.Id, ct);
        if (input.SeenVersion is { } seen && seen != (review?.Version ?? 0)) return Refusal.Conflict("review.stale");
        if (review is not null && review.Details == details) return review.Version;
        if (review is null)
        {
            var recorded = Review.Record(subject.StoreId, subject.Id, details, actor.Name, work.Now);
            if (!recorded.Ok) return recorded.Refusal;
            work.Db.Reviews.Add(review = recorded.Value);
        }
        else if (review.Change(details, work.Now) is { Ok: false, Refusal: var refusal })
        {
            return refusal;
        }
        work.Record(CaseEvent.Of(CaseEventKind.ReviewRecorded, ("rating", details.Rating), ("stars", details.Stars), ("cause", details.Cause), ("text", details.Text)));
        await work.CommitWithEvaluationAsync(shelf, ct);
        return review.Version;
    }
}
