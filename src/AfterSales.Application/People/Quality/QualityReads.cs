using System.Text.Json;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>What several deeds and reads of sampling need.</summary>
internal static class QualityReads
{
    public static Task<ScoreCardVersion?> LatestCardAsync(this StoreDb db, CancellationToken ct) => db.ScoreCards.AsNoTracking().OrderByDescending(c => c.Version).FirstOrDefaultAsync(ct);

    public static Task<SamplingPlanVersion?> LatestPlanAsync(this StoreDb db, CancellationToken ct) => db.SamplingPlans.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);

    /// <summary>The card in force.</summary>
    public static async Task<ScoreCard> CardAsync(this StoreDb db, CancellationToken ct) => await db.LatestCardAsync(ct) is { } latest ? latest.Card with { Version = latest.Version } : await db.FirstCardAsync(ct);

    public static async Task<SamplingPlan> PlanAsync(this StoreDb db, CancellationToken ct) => await db.LatestPlanAsync(ct) is { } latest ? latest.Plan with { Version = latest.Version } : SamplingPlan.Default;

    /// <summary>A version as it was; null where there is none.</summary>
    public static async Task<ScoreCard?> CardOfAsync(this StoreDb db, int version, CancellationToken ct)
    {
        if (await db.ScoreCards.AsNoTracking().SingleOrDefaultAsync(c => c.Version == version, ct) is { } saved) return saved.Card with { Version = version };
        return version == DefaultScoreCard.Version ? await db.FirstCardAsync(ct) : null;
    }

    /// <summary>Writes down the card that a store came with once somebody is scored by it: in another language, or another version of the product, it would read otherwise.</summary>
    public static async Task KeepFirstCardAsync(this StoreDb db, ScoreCard card, DateTimeOffset now, CancellationToken ct)
    {
        if (card.Version != DefaultScoreCard.Version) return;
        var json = JsonSerializer.Serialize(card, Json.Options);
        await db.Database.ExecuteSqlAsync($"insert into score_cards (store_id, version, card, at, by_name) values ({db.StoreId}, {card.Version}, {json}::jsonb, {now}, '') on conflict do nothing", ct);
    }

    /// <summary>The sample, locked: what another does with it meanwhile waits.</summary>
    public static Task<QualitySample?> LockSampleAsync(this StoreDb db, Guid id, CancellationToken ct) =>
        db.QualitySamples.FromSql($"select * from quality_samples where store_id = {db.StoreId} and id = {id} for update").SingleOrDefaultAsync(ct);

    /// <summary>Who may score in this store.</summary>
    public static async Task<HashSet<Guid>> AssessorsAsync(this StoreDb db, CancellationToken ct)
    {
        var members = await db.Memberships.Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        return [.. members.GroupBy(m => m.PersonId, m => m.Role).Where(m => Authority.Of(m).Contains(Permission.ScoreQuality)).Select(m => m.Key)];
    }

    private static async Task<ScoreCard> FirstCardAsync(this StoreDb db, CancellationToken ct) => DefaultScoreCard.In(await db.Stores.Where(s => s.Id == db.StoreId).Select(s => s.Language).SingleAsync(ct));
}
