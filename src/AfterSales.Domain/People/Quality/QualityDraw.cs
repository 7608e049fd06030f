using AfterSales.Domain.Shared;

namespace AfterSales.Domain.People.Quality;

/// <summary>That a week was drawn, and with what: who doubts the lot can draw it again, from what it was drawn from (<see cref="QualityCandidate"/>). Once for each week of a store.</summary>
public sealed class QualityDraw : IStoreOwned
{
    public const int SeedLength = 32;

    private QualityDraw() { }

    public QualityDraw(Guid storeId, DateOnly week, string seed, int planVersion, int resolved, int drawn, DateTimeOffset at)
    {
        StoreId = storeId;
        Week = week;
        Seed = seed;
        PlanVersion = planVersion;
        Resolved = resolved;
        Drawn = drawn;
        At = at;
    }

    public Guid StoreId { get; private set; }

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; private set; }

    /// <summary>Made when it was drawn, of chance alone.</summary>
    public string Seed { get; private set; } = "";

    public int PlanVersion { get; private set; }

    /// <summary>Over so many the lot went.</summary>
    public int Resolved { get; private set; }

    /// <summary>Samples that it came to, those of rules among them.</summary>
    public int Drawn { get; private set; }

    public DateTimeOffset At { get; private set; }
}
