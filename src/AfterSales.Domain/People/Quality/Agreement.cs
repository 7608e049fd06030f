namespace AfterSales.Domain.People.Quality;

/// <summary>What two people gave for the same sample, neither knowing what the other had given.</summary>
/// <param name="Card">By which both did.</param>
public sealed record AssessedPair(ScoreCard Card, IReadOnlyList<CriterionScore> First, IReadOnlyList<CriterionScore> Second);

/// <summary>How far two who score the same agree on one criterion.</summary>
/// <param name="Pairs">Samples on which both said something of it.</param>
/// <param name="Agreed">Of these: they said the same.</param>
/// <param name="MeanDifference">Percent of the points that the criterion gave then, where both gave points; null where nobody did. In points, cards that give more would weigh more.</param>
/// <param name="Kappa">Cohen's, of what must not fail: how far they agree beyond what chance would give, 1 is wholly. Null where it is not defined: both said the same of everything.</param>
public sealed record CriterionAgreement(string Key, int Pairs, int Agreed, decimal? MeanDifference, decimal? Kappa)
{
    /// <summary>0 to 1.</summary>
    public decimal? Share => Pairs == 0 ? null : (decimal)Agreed / Pairs;
}

/// <summary>Sets what pairs of people gave beside each other.</summary>
public static class Agreement
{
    private const int Places = 2;

    /// <summary>By criterion of <paramref name="card"/>; what it has no more is left out.</summary>
    public static IReadOnlyList<CriterionAgreement> Of(ScoreCard card, IReadOnlyCollection<AssessedPair> pairs) =>
        [.. card.Criteria.Select(criterion => OfOne(criterion, [.. pairs.Select(pair => Find(pair, criterion.Key)).OfType<Both>()]))];

    private static Both? Find(AssessedPair pair, string key) =>
        Find(pair.First, key) is { } first && Find(pair.Second, key) is { } second && pair.Card.Criteria.FirstOrDefault(one => one.Key == key) is { } criterion ? new(criterion, first, second) : null;

    private static CriterionScore? Find(IReadOnlyList<CriterionScore> scores, string key) => scores.FirstOrDefault(score => score.Key == key);

    private static CriterionAgreement OfOne(ScoreCriterion criterion, IReadOnlyList<Both> both)
    {
        var agreed = both.Count(pair => pair.First.Points == pair.Second.Points && pair.First.Failed == pair.Second.Failed);
        var apart = both.Where(pair => pair is { First.Points: not null, Second.Points: not null }).Select(pair => 100m * Math.Abs(pair.First.Points!.Value - pair.Second.Points!.Value) / pair.By.Points).ToList();
        return new(criterion.Key, both.Count, agreed, apart.Count == 0 ? null : decimal.Round(apart.Average(), Places), criterion.MustNotFail ? Kappa([.. both.Select(pair => (pair.First.Failed, pair.Second.Failed))]) : null);
    }

    private sealed record Both(ScoreCriterion By, CriterionScore First, CriterionScore Second);

    /// <summary>Cohen's kappa of two who each said yes or no; null where chance alone would have them agree wholly, or there is nothing.</summary>
    public static decimal? Kappa(IReadOnlyCollection<(bool First, bool Second)> said)
    {
        if (said.Count == 0) return null;
        decimal count = said.Count, first = said.Count(one => one.First), second = said.Count(one => one.Second), same = said.Count(one => one.First == one.Second);
        // In whole numbers as far as possible: what chance gives is a share of all pairs of answers.
        var chance = (first * second) + ((count - first) * (count - second));
        return chance == count * count ? null : decimal.Round(((same * count) - chance) / ((count * count) - chance), Places);
    }
}
