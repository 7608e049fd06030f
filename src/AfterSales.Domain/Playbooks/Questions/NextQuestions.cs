using System.Collections.Immutable;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Questions;

/// <summary>
/// What is worth asking for one decision (SPEC 4). A fact is worth asking when it can still change the answer: there are two ways to answer
/// everything unknown that differ in this fact alone and come out differently. Once no fact is left, the decision is taken.
/// </summary>
/// <param name="Facts">All facts worth asking, those of <paramref name="Shortest"/> first, then the cheapest first.</param>
/// <param name="Shortest">The cheapest set of facts for which there are answers that take the decision, whatever the others are. Of
/// equally cheap sets the smallest.</param>
/// <param name="IsExact">False when there is too much to look through or something is computed. Nothing that can change the answer is missing even then, but
/// some of it may turn out not to, and <paramref name="Shortest"/> may not be the cheapest.</param>
public sealed record NextQuestions(ImmutableArray<FactDefinition> Facts, ImmutableArray<FactDefinition> Shortest, bool IsExact)
{
    public static readonly NextQuestions None = new([], [], IsExact: true);
}
