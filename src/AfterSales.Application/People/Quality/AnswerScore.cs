using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

public sealed record AnswerScoreInput(Guid SampleId, string Words);

/// <summary>A person says what they think of a score of their own, once. The score is corrected by who gave it, or stays.</summary>
public sealed class AnswerScore(Databases databases, TimeProvider time)
{
    public async Task<Result> ExecuteAsync(AnswerScoreInput input, Actor actor, CancellationToken ct = default)
    {
        if (actor.PersonId is null) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.LockSampleAsync(input.SampleId, ct) is not { } sample) return Refusal.NotFound("quality.sample_not_found");
        if (sample.Reply(input.Words, actor, time.GetUtcNow()).Refusal is { } refusal) return refusal;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
