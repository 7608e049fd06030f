using AfterSales.Domain.Cases;

namespace AfterSales.Web.Cases;

public enum CaseDeed
{
    Claim,
    Resolve,
    Close,
    Reopen,
}

/// <summary>What one most likely does next with a case; it is the loud button only where nothing comes before it.</summary>
public readonly record struct CaseAct(CaseDeed Does, bool IsLoud)
{
    /// <param name="owesFollowUp">The buyer is still to be asked: that comes before closing.</param>
    /// <param name="isGuided">Nothing is left to find out, or a remedy is agreed: before that, resolving is not the next thing to do.</param>
    public static CaseAct Next(Case subject, bool owesFollowUp = false, bool isGuided = true) => subject switch
    {
        { State: CaseState.Closed } => new(CaseDeed.Reopen, false),
        { IsOpen: false } => new(CaseDeed.Close, !owesFollowUp),
        { AssigneeId: null } => new(CaseDeed.Claim, true),
        // While a buyer waits, the reply is the next action and resolving is refused.
        _ => new(CaseDeed.Resolve, isGuided && subject is { UnansweredSince: null, State: > CaseState.New }),
    };

    /// <summary>What else may be done in this state.</summary>
    public static IEnumerable<CaseDeed> Others(Case subject)
    {
        if (subject is { IsOpen: true, AssigneeId: null }) yield return CaseDeed.Resolve;
        if (subject is { IsOpen: false, State: not CaseState.Closed }) yield return CaseDeed.Reopen;
    }
}
