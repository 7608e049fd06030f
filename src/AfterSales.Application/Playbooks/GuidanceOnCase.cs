using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Facts;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Application.Playbooks;

/// <summary>What an agent is told of a case at this moment (SPEC 4), with everything that it follows from.</summary>
/// <param name="Rules">The version that the case follows, and the latest there is.</param>
/// <param name="Sheet">Every fact: what is known, from where, and who said it.</param>
/// <param name="Questions">What is worth asking now, the cheapest way to a decision first; never what the system knows or what nobody may say.</param>
/// <param name="Lines">The lines of the order to choose from, as long as it matters which ones the case is about.</param>
public sealed record GuidanceOnCase(PlaybookInForce Rules, CaseGuidance Guidance, FactSheet Sheet, FactSet Facts, IReadOnlyList<Question> Questions, IReadOnlyList<OrderLineChoice> Lines)
{
    /// <summary>Whether newer rules were published since the case began to follow its own.</summary>
    public bool HasNewerRules => Rules.Latest != Rules.Version;

    /// <summary>What the latest rules say of the same facts; null while the case follows them.</summary>
    public NewerGuidance? Newer { get; init; }

    /// <summary>What was asked for, and what the buyer has sent.</summary>
    public EvidenceSoFar Evidence { get; init; } = EvidenceSoFar.None;

    /// <summary>The facts that the rules read, in the catalogue's order.</summary>
    public IEnumerable<FactOnCase> FactsRead
    {
        get
        {
            var read = Rules.Playbook.Source.Facts.Select(fact => fact.Name).ToHashSet(StringComparer.Ordinal);
            return Sheet.Facts.Where(fact => read.Contains(fact.Name));
        }
    }

    internal static GuidanceOnCase Of(PlaybookInForce rules, CaseFile file, IReadOnlyCollection<string> chosen, Value authorityLeft)
    {
        var facts = file.Sheet.For(rules.Playbook);
        facts.TrySet("authority left", authorityLeft);
        var guidance = CaseGuidance.For(rules.Playbook, facts);
        var next = guidance.Questions;
        var shortest = next.Shortest.Select(fact => fact.Name).ToHashSet();
        return new GuidanceOnCase(
            rules, guidance, file.Sheet, facts,
            [.. from definition in next.Facts
                let fact = file.Sheet[definition.Name]
                where fact is { MaySay: true }
                select new Question(fact.Fact, rules.Playbook.AnswersOf(definition.Name), shortest.Contains(definition.Name))],
            file.Lines.Count > 1 ? [.. file.Lines.Select(line => new OrderLineChoice(line.Key, line.Title, line.Sku, line.Quantity, line.Worth, chosen.Contains(line.Key)))] : []);
    }
}

/// <summary>A line of the order that the case may be about.</summary>
/// <param name="Paid">Yuan; null when the source does not say.</param>
public sealed record OrderLineChoice(string Key, string? Title, string? Sku, int? Quantity, decimal? Paid, bool IsChosen);
