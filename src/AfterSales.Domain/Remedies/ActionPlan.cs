using AfterSales.Domain.Playbooks.Guidance;

namespace AfterSales.Domain.Remedies;

/// <summary>An action as it follows from what was agreed.</summary>
/// <param name="Within">By when, counted from now; null when there is no time.</param>
/// <param name="Terms">How it is to be done: obligations that are no action by themselves.</param>
/// <param name="WaitsForReturn">Whether it waits until the goods are back and passed inspection.</param>
public sealed record PlannedAction(ActionKind Kind, TimeSpan? Within, IReadOnlyList<string> Terms, bool WaitsForReturn);

/// <summary>
/// What has to be done when a remedy is agreed (SPEC 4.1): the remedy itself, the obligations that are certain, and the return of the goods where
/// either asks for it. An exchange is shipped, and a return refunded, only after the goods arrived and passed inspection.
/// </summary>
public static class ActionPlan
{
    private const string Trace = "trace return waybill";

    private static readonly HashSet<string> AfterReturn = new(StringComparer.Ordinal) { "exchange", "return and refund" };

    /// <summary>The return first, then the remedy, then what else has to be done, as the duties say it.</summary>
    public static IReadOnlyList<PlannedAction> Of(string remedy, IEnumerable<Duty> duties)
    {
        var certain = duties.Where(duty => duty.IsCertain).ToList();
        var words = certain.Select(duty => duty.Obligation).ToHashSet(StringComparer.Ordinal);
        string[] terms = [.. certain.Select(duty => duty.Obligation).Where(ActionCatalogue.Terms.Contains)];
        var kind = ActionCatalogue.Find(remedy) ?? throw new ArgumentException($"{remedy} is no remedy.", nameof(remedy));
        var returns = kind.Flow != ActionFlow.Return && (AfterReturn.Contains(remedy) || words.Overlaps(ActionCatalogue.OfReturn));
        var waits = returns && (AfterReturn.Contains(remedy) || words.Contains("ship after inspection"));

        var planned = new List<PlannedAction>();
        if (returns)
            planned.Add(new(ActionCatalogue.Find(ActionCatalogue.Return)!, WithinOf(ActionCatalogue.Return), [.. terms.Where(term => term is "postage both ways" or "buyer bears postage" or Trace)], WaitsForReturn: false));
        planned.Add(new(kind, null, returns ? [.. terms.Where(term => term != Trace)] : terms, waits));
        planned.AddRange(from duty in certain
                         where !ActionCatalogue.OfReturn.Contains(duty.Obligation) && duty.Obligation != remedy
                         let besides = ActionCatalogue.Find(duty.Obligation)
                         where besides is not null
                         select new PlannedAction(besides, duty.Within, [], WaitsForReturn: false));
        return planned;

        TimeSpan? WithinOf(string word) => certain.Find(duty => duty.Obligation == word)?.Within;
    }
}
