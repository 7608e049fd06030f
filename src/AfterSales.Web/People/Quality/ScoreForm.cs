using AfterSales.Domain.People.Quality;
using AfterSales.Domain.Shared;

namespace AfterSales.Web.People.Quality;

/// <summary>One criterion as a form fills it in.</summary>
public sealed class CriterionForm(ScoreCriterion criterion)
{
    public ScoreCriterion Criterion { get; } = criterion;
    public int? Points { get; set; }

    /// <summary>It did not come up.</summary>
    public bool NotUp { get; set; }

    public bool Failed { get; set; }
    public string Remark { get; set; } = "";

    public bool IsGiven => Criterion.MustNotFail || NotUp || Points is not null;

    public CriterionScore Score => Criterion.MustNotFail ? new(Criterion.Key, null, Failed) : new(Criterion.Key, NotUp ? null : Points);
}

/// <summary>A card while somebody fills it in; from what they gave before, where they correct it.</summary>
public sealed class ScoreForm
{
    private readonly ScoreCard _card;

    public ScoreForm(ScoreCard card, Assessment? before)
    {
        _card = card;
        Criteria = [.. card.Criteria.Select(criterion => new CriterionForm(criterion))];
        if (before is null) return;
        Remark = before.Remark;
        foreach (var one in Criteria)
        {
            if (before.Scores.FirstOrDefault(score => score.Key == one.Criterion.Key) is not { } score) continue;
            (one.Points, one.Failed, one.NotUp, one.Remark) = (score.Points, score.Failed, !one.Criterion.MustNotFail && score.Points is null, before.Remarks.GetValueOrDefault(score.Key, ""));
        }
    }

    public IReadOnlyList<CriterionForm> Criteria { get; }
    public string Remark { get; set; } = "";
    public string Because { get; set; } = "";

    public int Left => Criteria.Count(one => !one.IsGiven);

    /// <summary>What it comes to so far; null while something is missing or cannot be.</summary>
    public ScoreTotal? Total => Left > 0 ? null : Scoring.TotalOf(_card, Filled.Scores).Value;

    public FilledCard Filled => new([.. Criteria.Select(one => one.Score)], Criteria.Where(one => !PlainText.IsBlank(one.Remark)).ToDictionary(one => one.Criterion.Key, one => one.Remark, StringComparer.Ordinal), Remark, PlainText.IsBlank(Because) ? null : Because);

    /// <summary>Everything that is still empty gets all there is: then it is quicker to take off.</summary>
    public void FillUp()
    {
        foreach (var one in Criteria.Where(one => !one.IsGiven)) one.Points = one.Criterion.Points;
    }
}
