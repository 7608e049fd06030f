using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

/// <summary>What was given for one criterion.</summary>
/// <param name="Points">Null: it did not come up, and counts for nothing. Of one that must not fail always null.</param>
/// <param name="Failed">Of one that must not fail: it did.</param>
public sealed record CriterionScore(string Key, int? Points, bool Failed = false);

/// <param name="Percent">Of the points that could be had, with one place; 0 where something failed that must not.</param>
public sealed record ScoreTotal(decimal Percent, bool IsFailed);

/// <summary>What a filled-in card comes to.</summary>
public static class Scoring
{
    private const int Places = 1;

    public static Result<ScoreTotal> TotalOf(ScoreCard card, IReadOnlyCollection<CriterionScore> scores)
    {
        var given = scores.ToLookup(score => score.Key, StringComparer.Ordinal);
        if (scores.Any(score => card.Criteria.All(one => one.Key != score.Key))) return Refusal.Invalid("quality.criterion_unknown");
        foreach (var criterion in card.Criteria)
        {
            // Who left one out has not looked at it; that it did not come up is said.
            if (given[criterion.Key].ToList() is not [var score]) return Refusal.Invalid("quality.score_needed", criterion.Name) with { Field = criterion.Key };
            if (criterion.MustNotFail ? score.Points is not null : score.Failed || score.Points < 0 || score.Points > criterion.Points) return Refusal.Invalid("quality.score_invalid", criterion.Name, criterion.Points) with { Field = criterion.Key };
        }
        var (had, most) = (0, 0);
        foreach (var criterion in card.Criteria)
        {
            if (given[criterion.Key].First().Points is not { } points) continue;
            (had, most) = (had + points, most + criterion.Points);
        }
        if (most == 0) return Refusal.Rule("quality.nothing_scored");
        var isFailed = scores.Any(score => score.Failed);
        return new ScoreTotal(isFailed ? 0 : decimal.Round(100m * had / most, Places, MidpointRounding.AwayFromZero), isFailed);
    }
}
