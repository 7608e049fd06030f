using AfterSales.Domain.Insights;

namespace AfterSales.Domain.Feedback;

/// <summary>Whether goods break less often since something was done.</summary>
public enum RateChange
{
    /// <summary>Too few pieces were shipped to say anything.</summary>
    TooEarly,

    /// <summary>The 95 % intervals lie apart, the later one lower.</summary>
    Fell,

    /// <summary>They touch: it may have fallen, but the numbers do not show it.</summary>
    NotShown,

    /// <summary>They lie apart, the later one higher.</summary>
    Rose,
}

public static class RateChanges
{
    /// <param name="before">Pieces shipped before the action.</param>
    /// <param name="since">Pieces shipped since.</param>
    /// <param name="least">Fewer on either side say nothing.</param>
    public static RateChange Between(Rate before, Rate since, int least)
    {
        if (before.Of < least || since.Of < least || before.Bounds is not { } was || since.Bounds is not { } now) return RateChange.TooEarly;
        return now.High < was.Low ? RateChange.Fell : now.Low > was.High ? RateChange.Rose : RateChange.NotShown;
    }
}
