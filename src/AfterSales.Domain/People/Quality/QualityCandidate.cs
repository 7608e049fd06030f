using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

/// <summary>Work that a week was drawn from. With the seed of the draw it is all that somebody needs who doubts the lot: what was resolved and when may be told otherwise by then.</summary>
public sealed class QualityCandidate : IStoreOwned
{
    private QualityCandidate() { }

    public QualityCandidate(Guid storeId, DateOnly week, SampleReason why, Candidate work)
    {
        StoreId = storeId;
        Week = week;
        Why = why;
        PersonId = work.PersonId;
        CaseId = work.CaseId;
        Day = work.Day;
    }

    public Guid StoreId { get; private set; }

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; private set; }

    /// <summary>What it could be drawn for: by lot, or by which rule.</summary>
    public SampleReason Why { get; private set; }

    public Guid PersonId { get; private set; }
    public Guid CaseId { get; private set; }
    public DateOnly Day { get; private set; }
}
