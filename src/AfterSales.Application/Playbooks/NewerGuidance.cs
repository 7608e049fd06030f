using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Application.Playbooks;

/// <summary>What newer rules say of a case that still follows older ones (SPEC 4), before somebody moves it.</summary>
/// <param name="Changes">What would come out otherwise.</param>
public sealed record NewerGuidance(int Version, CaseGuidance Guidance, Replay Changes)
{
    internal static NewerGuidance Of(PlaybookInForce latest, GuidanceOnCase now, Value authorityLeft)
    {
        var facts = now.Sheet.For(latest.Playbook);
        facts.TrySet("authority left", authorityLeft);
        var then = CaseGuidance.For(latest.Playbook, facts);
        var (chosen, amount) = (now.Sheet["chosen remedy"]!.Value, now.Sheet["amount"]!.Value);
        return new(latest.Version, then, Replay.Of(now.Guidance, then, chosen.IsKnown ? chosen.AsText : null, amount.IsKnown ? amount.AsNumber : null));
    }
}
