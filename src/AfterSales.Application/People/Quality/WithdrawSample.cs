using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.People.Quality;

public sealed record WithdrawSampleInput(Guid SampleId, string Reason);

/// <summary>Somebody who may score says that a sample is not worth looking at, and why. It stands, and counts for nothing.</summary>
public sealed class WithdrawSample(Databases databases)
{
    public async Task<Result> ExecuteAsync(WithdrawSampleInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.LockSampleAsync(input.SampleId, ct) is not { } sample) return Refusal.NotFound("quality.sample_not_found");
        if (sample.Withdraw(input.Reason, actor).Refusal is { } refusal) return refusal;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
