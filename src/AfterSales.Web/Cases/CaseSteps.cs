using AfterSales.Domain.Cases;

namespace AfterSales.Web.Cases;

/// <summary>The steps as people see them (SPEC 2.2); Resolved is a mark of its own, not a step.</summary>
public static class CaseSteps
{
    public static IReadOnlyList<CaseState> Shown { get; } =
        [CaseState.Confirming, CaseState.Analysing, CaseState.Negotiating, CaseState.Executing, CaseState.FollowUp, CaseState.Closed];

    /// <summary>Whom a person may say it waits for; approvals say so themselves.</summary>
    public static IReadOnlyList<Waiting> Waits { get; } = [Waiting.Buyer, Waiting.Courier, Waiting.Warehouse];

    /// <summary>done, on, or nothing yet.</summary>
    public static string? StandOf(CaseState step, CaseState now) => step < now ? "done" : step == now ? "on" : null;
}
