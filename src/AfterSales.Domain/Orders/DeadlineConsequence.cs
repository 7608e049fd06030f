namespace AfterSales.Domain.Orders;

/// <summary>What the platform does by itself when a deadline of a refund is missed.</summary>
public enum DeadlineConsequence
{
    /// <summary>The money goes back to the buyer.</summary>
    Refund,

    /// <summary>The return counts as agreed to, and the goods come back.</summary>
    AgreeToReturn,

    /// <summary>What the buyer asks for counts as agreed to.</summary>
    Agree,

    /// <summary>The returned goods count as received.</summary>
    ConfirmReturn,

    /// <summary>The platform decides by the proofs it has.</summary>
    Judge,

    /// <summary>Something: which, only the platform's rules of the day say.</summary>
    Rules,

    /// <summary>The request is closed: the buyer was to act, not we.</summary>
    Close,

    /// <summary>It counts as done: the buyer was to act, not we.</summary>
    Complete,
}
