using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

public sealed record CalibrateSampleInput(Guid SampleId);

/// <summary>A sample that nobody has scored is to be scored by two, neither seeing what the other gave.</summary>
public sealed class CalibrateSample(Databases databases)
{
    public async Task<Result> ExecuteAsync(CalibrateSampleInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.LockSampleAsync(input.SampleId, ct) is not { } sample) return Refusal.NotFound("quality.sample_not_found");
        if (sample.Calibrate(actor, await db.AssessorsAsync(ct)).Refusal is { } refusal) return refusal;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
