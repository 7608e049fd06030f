using AfterSales.Domain.Playbooks.Catalogue;

namespace AfterSales.Domain.Playbooks.Guidance;

/// <summary>Who has to decide on an amount, and every cause for it.</summary>
/// <param name="Decider">A word of the outcomes catalogue; <c>refused</c> as well for a remedy that is forbidden or not offered.</param>
/// <param name="IsCertain">
/// False while facts are missing that could make it stricter or looser: then it is the strictest that the money table can still say, and at least the
/// supervisor for what may yet not be offered, or not at that amount.
/// </param>
public sealed record ApprovalDemand(string Decider, IReadOnlyList<string> Causes, bool IsCertain)
{
    /// <summary>The playbook names nobody who could allow it.</summary>
    internal static readonly ApprovalDemand Nobodys = new("refused", [], IsCertain: false);

    /// <summary>The strictest first.</summary>
    internal int Place => OutcomeCatalogue.Deciders.PlaceOf(Decider);

    /// <summary>The same for what the playbook does not let anybody offer.</summary>
    internal ApprovalDemand Refused(string cause, bool isCertain) => this with { Decider = "refused", Causes = With(cause), IsCertain = isCertain };

    /// <summary>Made stricter by what the remedy itself says: its bound, and the approval it needs.</summary>
    internal ApprovalDemand For(RemedyOption option, decimal amount)
    {
        var isFree = amount == 0 && !OutcomeCatalogue.Costly.Contains(option.Remedy);
        var demand = option switch
        {
            _ when isFree => this,
            { IsCertain: false } => AtLeast("supervisor", "not settled yet"),
            { IsBoundKnown: false } => AtLeast("supervisor", "bound not known"),
            _ when (option.UpTo ?? 0) < amount => AtLeast("supervisor", "over the bound"),
            _ => this,
        };
        if (option.Need is "supervisor" or "owner")
            demand = demand.AtLeast(option.Need, "asked by the playbook");
        return demand with { IsCertain = IsCertain && option.IsCertain && (isFree || option.IsBoundKnown) };
    }

    private ApprovalDemand AtLeast(string decider, string cause) =>
        OutcomeCatalogue.Deciders.PlaceOf(decider) >= Place ? this : this with { Decider = decider, Causes = With(cause) };

    /// <summary>Why it was the agent's is no cause for somebody else to decide.</summary>
    private IReadOnlyList<string> With(string cause) => Decider == "agent" ? [cause] : [.. Causes, cause];
}
