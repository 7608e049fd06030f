using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

/// <summary>A card as somebody filled it in.</summary>
/// <param name="Remarks">By criterion; those without one are left out.</param>
/// <param name="Because">Why it is other than what they gave before; null the first time.</param>
public sealed record FilledCard(IReadOnlyList<CriterionScore> Scores, IReadOnlyDictionary<string, string> Remarks, string Remark = "", string? Because = null);

/// <summary>What one person gave for a sample. Rows are only added: a correction is another, and the last of a person holds.</summary>
public sealed class Assessment : IStoreOwned
{
    public const int MaxRemark = 500;
    public const int MaxWhole = 2_000;

    private Assessment() { }

    internal Assessment(QualitySample sample, ScoreCard card, FilledCard filled, ScoreTotal total, Actor by, DateTimeOffset now)
    {
        StoreId = sample.StoreId;
        SampleId = sample.Id;
        CardVersion = card.Version;
        Scores = filled.Scores;
        Remarks = filled.Remarks;
        Remark = filled.Remark;
        Because = filled.Because;
        Percent = total.Percent;
        IsFailed = total.IsFailed;
        ById = by.PersonId!.Value;
        ByName = by.Name;
        At = now;
    }

    /// <summary>Grows with every one of a store, so that of two the later is known.</summary>
    public long Id { get; private set; }

    public Guid StoreId { get; private set; }
    public Guid SampleId { get; private set; }
    public int CardVersion { get; private set; }
    public IReadOnlyList<CriterionScore> Scores { get; private set; } = [];

    /// <summary>By criterion.</summary>
    public IReadOnlyDictionary<string, string> Remarks { get; private set; } = new Dictionary<string, string>();

    /// <summary>On the whole.</summary>
    public string Remark { get; private set; } = "";

    public string? Because { get; private set; }
    public decimal Percent { get; private set; }
    public bool IsFailed { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}
