using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Feedback;

/// <summary>When goods are production's matter, and how many pieces say anything about them (SPEC 6). Versioned like every policy.</summary>
public sealed record FeedbackPolicy
{
    public const int MostCustomers = 1_000;
    public const int MostDays = 365;
    public const int MostPieces = 1_000_000;

    public int Version { get; init; }

    /// <summary>Cases of so many different customers…</summary>
    public int Customers { get; init; }

    /// <summary>…within so many days open an item.</summary>
    public int WindowDays { get; init; }

    /// <summary>Among fewer pieces a rate says nothing.</summary>
    public int LeastPieces { get; init; }

    /// <summary>So many days after a piece was shipped its buyer has had time to complain; before, it is not counted as sound.</summary>
    public int RipeDays { get; init; }

    public static FeedbackPolicy Default { get; } = new() { Version = 1, Customers = 3, WindowDays = 14, LeastPieces = 30, RipeDays = 7 };

    /// <summary>What cannot be so; null when all can.</summary>
    public Refusal? Problem() =>
        // One customer is no cluster: what one case is enough for is a severe defect.
        Of(Customers, 2, MostCustomers, nameof(Customers)) ?? Of(WindowDays, 1, MostDays, nameof(WindowDays))
        ?? Of(LeastPieces, 1, MostPieces, nameof(LeastPieces)) ?? Of(RipeDays, 0, MostDays, nameof(RipeDays));

    public bool SaysTheSameAs(FeedbackPolicy other) => this with { Version = 0 } == other with { Version = 0 };

    private static Refusal? Of(int number, int least, int most, string field) =>
        number < least || number > most ? Refusal.Invalid("feedback.number_invalid", least, most) with { Field = field } : null;
}
