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

/// <summary>Somebody who may score picks a person's work on a case by hand, with a reason: the last that they did there, once in its week. Answers the sample's id.</summary>
public sealed class PickSample(Databases databases, TimeProvider time)
{
    public async Task<Result<Guid>> ExecuteAsync(PickSampleInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var number = input.CaseNumber.Trim();
        if (await db.Cases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct) is not { } caseId) return Refusal.NotFound("case.not_found", number) with { Field = nameof(input.CaseNumber) };
        if (await db.NameOfMemberAsync(input.PersonId, ct) is null) return Refusal.NotFound("person.not_found") with { Field = nameof(input.PersonId) };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Whoever erases the buyer holds the case: it is picked before, and what is said of it is found, or after.
        await db.Database.ExecuteSqlAsync($"select from cases where store_id = {actor.StoreId} and id = {caseId} for share", ct);
        if (await LastDeedAsync(db, caseId, input.PersonId, ct) is not { } at) return Refusal.Rule("quality.no_work", number) with { Field = nameof(input.PersonId) };
        var picked = QualitySample.Pick(caseId, input.PersonId, (await StoreZones.OfAsync(db, ct)).DateOf(at), input.Reason, actor, time.GetUtcNow());
        if (!picked.Ok) return picked.Refusal;
        db.QualitySamples.Add(picked.Value);
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return Refusal.Conflict("quality.sampled_already", number);
        }
        return picked.Value.Id;
    }

    private static async Task<DateTimeOffset?> LastDeedAsync(StoreDb db, Guid caseId, Guid personId, CancellationToken ct)
    {
        var did = await db.History.Where(h => h.CaseId == caseId && h.ActorKind == ActorKind.Person && h.ActorId == personId).MaxAsync(h => (DateTimeOffset?)h.At, ct);
        // A message that came in a file was said when it says.
        var said = await db.Messages.Where(m => m.CaseId == caseId && m.AuthorId == personId).MaxAsync(m => (DateTimeOffset?)m.SentAt, ct);
        return said is null || did > said ? did : said;
    }
}
