using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

/// <summary>Whether a score card can be used as it is.</summary>
public static class ScoreCardCheck
{
    public const int MostCriteria = 30;
    public const int MostPoints = 1_000;
    public const int MaxKey = 40;
    public const int MaxName = 60;
    public const int MaxHint = 300;

    /// <summary>What is wrong first; null when nothing is.</summary>
    public static Refusal? Problem(this ScoreCard card)
    {
        if (card.Criteria.Count > MostCriteria) return Refusal.Invalid("quality.criteria_many", MostCriteria) with { Field = "criteria" };
        // A card of nothing but what must not fail would divide by nothing.
        if (!card.Criteria.Any(one => !one.MustNotFail)) return Refusal.Invalid("quality.criteria_needed") with { Field = "criteria" };
        if (card.Criteria.Select(one => one.Key).Distinct(StringComparer.Ordinal).Count() < card.Criteria.Count) return Refusal.Invalid("quality.criterion_repeated") with { Field = "criteria" };
        foreach (var (criterion, place) in card.Criteria.Select((one, place) => (one, place)))
        {
            if (PlainText.IsBlank(criterion.Name) || criterion.Name.Length > MaxName) return Refusal.Invalid("quality.name_needed", MaxName) with { Field = $"criteria[{place}].name" };
            if (PlainText.IsBlank(criterion.Key) || criterion.Key.Length > MaxKey || criterion.Hint.Length > MaxHint) return Refusal.Invalid("quality.text_too_long", MaxHint) with { Field = $"criteria[{place}].hint" };
            if (criterion.MustNotFail ? criterion.Points != 0 : criterion.Points is < 1 or > MostPoints) return Refusal.Invalid("quality.points_invalid", MostPoints) with { Field = $"criteria[{place}].points" };
        }
        return null;
    }
}
