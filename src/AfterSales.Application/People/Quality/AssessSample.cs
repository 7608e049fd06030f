using AfterSales.Application.Cases;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

/// <param name="Version">Of the card that was on the screen.</param>
public sealed record AssessSampleInput(Guid SampleId, int Version, FilledCard Filled);

/// <summary>Scores a sample of somebody else's work: the first who does gives the score, a second one calibrates, and either may correct what they gave, with a reason. Answers what it came to.</summary>
public sealed class AssessSample(Databases databases, ChangeSignal signal, TimeProvider time)
{
    public async Task<Result<ScoreTotal>> ExecuteAsync(AssessSampleInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality) || actor.PersonId is null) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.LockSampleAsync(input.SampleId, ct) is not { } sample) return Refusal.NotFound("quality.sample_not_found");
        // Scored by the card that was read, not by one that came meanwhile.
        var card = sample.CardVersion is { } version ? await db.CardOfAsync(version, ct) : await db.CardAsync(ct);
        if (card!.Version != input.Version) return Refusal.Conflict("quality.card_changed", card.Version);
        var (now, wasDone) = (time.GetUtcNow(), sample.IsDone);
        var assessed = sample.Assess(card, input.Filled, actor, now);
        if (!assessed.Ok) return assessed.Refusal;
        db.Assessments.Add(assessed.Value);
        await db.KeepFirstCardAsync(card, now, ct);
        var told = wasDone ? null : await db.TellAsync(sample, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (told is { } person) signal.PersonNotified(actor.StoreId, person);
        return new ScoreTotal(assessed.Value.Percent, assessed.Value.IsFailed);
    }
}
