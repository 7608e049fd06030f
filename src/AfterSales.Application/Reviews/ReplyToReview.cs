using AfterSales.Application.Cases;
using AfterSales.Domain.Cases;
using AfterSales.Domain.People;
using AfterSales.Domain.Reviews;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Reviews;

/// <param name="At">When it was written on the platform; null: now.</param>
public sealed record ReplyToReviewInput(string Number, ReviewVoice Voice, string Text, DateTimeOffset? At = null);

/// <summary>Records what was written under a review later, by the buyer or by the store.</summary>
public sealed class ReplyToReview(CaseLocks locks)
{
    public async Task<Result<int>> ExecuteAsync(ReplyToReviewInput input, Actor actor, CancellationToken ct = default)
    {
        var opened = await locks.OpenAsync(actor, Permission.HandleCases, input.Number, seenVersion: null, ct);
        if (!opened.Ok) return opened.Refusal;
        await using var work = opened.Value;
        var subject = work.Subject;
        if (await work.Db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.CaseId == subject.Id, ct) is not { } review) return Refusal.Rule("review.not_recorded", subject.Number);
        var reply = ReviewReply.Of(review, input.Voice, ReviewText.Clean(input.Text) ?? "", input.At?.ToUniversalTime(), actor, work.Now);
        if (!reply.Ok) return reply.Refusal;
        work.Db.ReviewReplies.Add(reply.Value);
        work.Record(CaseEvent.Of(CaseEventKind.ReviewReplied, ("voice", input.Voice), ("text", reply.Value.Text)));
        return await work.CommitAsync(ct);
    }
}
