namespace AfterSales.Domain.People.Quality;

/// <summary>One thing that is looked at in a person's work.</summary>
/// <param name="Key">By which it is known again in later versions, whatever it is called then.</param>
/// <param name="Points">The most that it gives; 0 of one that must not fail, which gives nothing and may take everything.</param>
/// <param name="Hint">What to look for.</param>
public sealed record ScoreCriterion(string Key, string Name, int Points, bool MustNotFail = false, string Hint = "");

/// <summary>By what people's work is scored: a store's own, by versions. What was scored keeps the version it was scored by.</summary>
public sealed record ScoreCard
{
    public int Version { get; init; }

    public IReadOnlyList<ScoreCriterion> Criteria { get; init; } = [];

    public bool SaysTheSameAs(ScoreCard other) => Criteria.SequenceEqual(other.Criteria);
}
