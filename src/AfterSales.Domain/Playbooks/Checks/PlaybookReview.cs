using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;

namespace AfterSales.Domain.Playbooks.Checks;

/// <summary>Everything that is found wrong with a playbook before it is published (SPEC 4): errors keep it back, warnings do not.</summary>
public static class PlaybookReview
{
    /// <param name="playbook">A case type's playbook put together with what all types share, or what they share alone.</param>
    /// <param name="isWhole">Whether an agent is told by it. What all types share is only a part.</param>
    /// <param name="phrases">The store's own phrases; null where there is no store.</param>
    public static IReadOnlyList<PlaybookProblem> Review(this Playbook playbook, bool isWhole, OwnPhrases? phrases = null)
    {
        var (compiled, problems) = CompiledPlaybook.Compile(playbook);
        return
        [
            .. problems, .. isWhole ? playbook.CheckGuidance() : [], .. playbook.CheckFacts(FactCatalogue.Definitions), .. playbook.CheckOutcomes(phrases),
            .. compiled?.Check(OutcomeCheck.Rules) ?? [],
        ];
    }
}
