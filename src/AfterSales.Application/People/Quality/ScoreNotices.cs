using AfterSales.Application.Persistence;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>Tells whose work was scored that it was: once, when whoever is to score it has.</summary>
internal static class ScoreNotices
{
    public const string Scored = "quality.scored";

    /// <summary>Answers whom it told.</summary>
    public static async Task<Guid?> TellAsync(this StoreDb db, QualitySample sample, DateTimeOffset now, CancellationToken ct)
    {
        if (!sample.IsDone) return null;
        var number = await db.Cases.Where(c => c.Id == sample.CaseId).Select(c => c.Number).SingleAsync(ct);
        db.Notifications.Add(new(Ids.New(now), sample.StoreId, sample.PersonId, Scored, $"{Scored}:{sample.Id}", sample.CaseId, number, new(StringComparer.Ordinal) { ["sample"] = sample.Id.ToString(), ["by"] = sample.FirstBy }, now));
        return sample.PersonId;
    }
}
