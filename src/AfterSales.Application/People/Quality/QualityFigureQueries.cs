using AfterSales.Application.People.Pay;
using AfterSales.Application.Persistence;
using AfterSales.Domain.People;
using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.People.Quality;

/// <summary>What a person's scores of a month come to.</summary>
/// <param name="Samples">All that are not withdrawn.</param>
/// <param name="Scored">Of these: with a score that counts here.</param>
/// <param name="Average">Percent, of all scored; null where none is.</param>
/// <param name="RandomScored">Of the scored: drawn by lot.</param>
/// <param name="RandomAverage">Percent, of those drawn by lot: what people are compared by.</param>
/// <param name="Failed">Something failed that must not.</param>
/// <param name="Hidden">Scored, and not told to whoever asks: they are to score them as well.</param>
public sealed record PersonScores(Guid PersonId, string Name, int Samples, int Scored, decimal? Average, int RandomScored, decimal? RandomAverage, int Failed, int Hidden);

/// <param name="Pairs">Samples that two scored.</param>
/// <param name="MeanDifference">Percent between what the two came to; null where there are no pairs.</param>
/// <param name="IsCut">There are more pairs than are looked at: the latest are.</param>
public sealed record CalibrationFigures(ScoreCard Card, int Pairs, decimal? MeanDifference, IReadOnlyList<CriterionAgreement> Criteria, bool IsCut);

/// <summary>Scores as numbers: of people and months, and how far those who score agree. Samples are few, a dozen of each person and month: nothing but these is read.</summary>
public sealed class QualityFigureQueries(Databases databases)
{
    public const int MostPairs = 2_000;
    public const int MostDraws = 30;

    /// <param name="month">Any day of it.</param>
    /// <param name="personId">Only this one; null: everybody of whom something was sampled.</param>
    public async Task<Result<IReadOnlyList<PersonScores>>> OfMonthAsync(DateOnly month, Guid? personId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality) && (personId is null || personId != actor.PersonId)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var (me, first) = (actor.PersonId, PayReads.FirstOf(month));
        var last = first.AddMonths(1).AddDays(-1);
        // The same as QualitySample.IsBlindTo.
        var read = await db.QualitySamples.Where(s => s.Day >= first && s.Day <= last && s.State != SampleState.Withdrawn && (personId == null || s.PersonId == personId))
            .Select(s => new { s.PersonId, s.IsRandom, s.IsFailed, s.Percent, IsHidden = s.Calibrates && s.FirstById != null && s.SecondById == null && s.FirstById != me && s.PersonId != me })
            .GroupBy(s => s.PersonId)
            .Select(g => new
            {
                g.Key,
                Samples = g.Count(),
                Scored = g.Count(s => s.Percent != null && !s.IsHidden),
                Average = g.Average(s => s.IsHidden ? null : s.Percent),
                RandomScored = g.Count(s => s.IsRandom && s.Percent != null && !s.IsHidden),
                RandomAverage = g.Average(s => s.IsRandom && !s.IsHidden ? s.Percent : null),
                Failed = g.Count(s => s.IsFailed && !s.IsHidden),
                Hidden = g.Count(s => s.IsHidden),
            }).ToListAsync(ct);
        var names = await db.NamesEverAsync([.. read.Select(one => one.Key)], ct);
        return new([.. read.Select(one => new PersonScores(one.Key, names.GetValueOrDefault(one.Key, ""), one.Samples, one.Scored, Round(one.Average), one.RandomScored, Round(one.RandomAverage), one.Failed, one.Hidden)).OrderBy(one => one.Name, StringComparer.Ordinal)]);
    }

    /// <summary>How far two who scored the same agreed, each not knowing what the other gave: of samples of these days.</summary>
    public async Task<Result<CalibrationFigures>> CalibrationAsync(DateOnly first, DateOnly last, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        var card = await db.CardAsync(ct);
        var samples = await db.QualitySamples.Where(s => s.Day >= first && s.Day <= last && s.SecondById != null).OrderByDescending(s => s.Day).ThenByDescending(s => s.Id).Take(MostPairs + 1)
            .Select(s => new { s.Id, s.FirstById }).ToListAsync(ct);
        var ids = samples.Take(MostPairs).Select(s => s.Id).ToList();
        var given = (await db.Assessments.AsNoTracking().Where(a => ids.Contains(a.SampleId)).OrderBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.SampleId);
        var pairs = samples.Take(MostPairs).Select(s => Unseen(given[s.Id], s.FirstById)).OfType<(Assessment First, Assessment Second)>().ToList();
        var cards = new Dictionary<int, ScoreCard> { [card.Version] = card };
        foreach (var version in pairs.Select(pair => pair.First.CardVersion).Distinct().Except([card.Version])) cards[version] = (await db.CardOfAsync(version, ct))!;
        return new CalibrationFigures(card, pairs.Count, pairs.Count == 0 ? null : Round(pairs.Average(pair => Math.Abs(pair.First.Percent - pair.Second.Percent))),
            Agreement.Of(card, [.. pairs.Select(pair => new AssessedPair(cards[pair.First.CardVersion], pair.First.Scores, pair.Second.Scores))]), samples.Count > MostPairs);
    }

    /// <summary>The weeks that were drawn, the latest first.</summary>
    public async Task<Result<IReadOnlyList<QualityDraw>>> DrawsAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.ScoreQuality)) return Refusal.Forbidden();
        await using var db = databases.For(actor);
        return new(await db.QualityDraws.AsNoTracking().OrderByDescending(d => d.Week).Take(MostDraws).ToListAsync(ct));
    }

    // What was corrected after both could see it says nothing of how they agree.
    private static (Assessment First, Assessment Second)? Unseen(IEnumerable<Assessment> given, Guid? firstBy) =>
        given.FirstOrDefault(one => one.ById != firstBy) is { } second && given.LastOrDefault(one => one.ById == firstBy && one.Id < second.Id) is { } first ? (first, second) : null;

    private static decimal? Round(decimal? percent) => percent is { } some ? decimal.Round(some, 1, MidpointRounding.AwayFromZero) : null;
}
