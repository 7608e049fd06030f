namespace AfterSales.Domain.Cases;

/// <summary>Which steps may follow which (SPEC 2.2).</summary>
public static class CaseStates
{
    /// <summary>The steps an agent sets by hand, in order.</summary>
    public static IReadOnlyList<CaseState> Working { get; } =
        [CaseState.New, CaseState.Confirming, CaseState.Analysing, CaseState.Negotiating, CaseState.Executing];

    /// <summary>Work is still to be done: the case stands in the queue and its clocks run.</summary>
    public static bool IsOpen(CaseState state) => state < CaseState.Resolved;

    /// <summary>
    /// Between working steps a case may go on one or more steps and come back to any but New; from Analysing on it has a
    /// type. What is Resolved goes to FollowUp and Closed; only reopening leads back.
    /// </summary>
    public static bool MayMove(CaseState from, CaseState to) => (from, to) switch
    {
        _ when from == to => false,
        (_, CaseState.New) => false,
        _ when IsOpen(from) && IsOpen(to) => true,
        (CaseState.Resolved, CaseState.FollowUp or CaseState.Closed) => true,
        (CaseState.FollowUp, CaseState.Closed) => true,
        _ => false,
    };
}
