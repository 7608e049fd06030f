using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Clocks;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <param name="PersonId">Whose work on the case is to be looked at.</param>
public sealed record PickSampleInput(string CaseNumber, Guid PersonId, string Reason);

/// <summary>Somebody who may score picks a person's work on a case by hand, with a reason; once in a week. Answers the sample's id.</summary>
public sealed class PickSample(Databases databases, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(PickSampleInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var number = input.CaseNumber.Trim();
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } caseId) return Refusal.NotFound("case.not_found", number) with { Field = nameof(input.CaseNumber) };
        if (await db.NameOfMemberAsync(input.PersonId, ct) is null) return Refusal.NotFound("person.not_found") with { Field = nameof(input.PersonId) };
        var now = time.GetUtcNow();
        var today = (await StoreZones.OfAsync(db, ct)).DateOf(now);
        var picked = QualitySample.Pick(caseId, input.PersonId, today, input.Reason, actor, now);
        if (!picked.Ok) return picked.Refusal;
        db.QualitySamples.Add(picked.Value);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("quality.sampled_already", number);
        }
        return picked.Value.Id;
    }
}
