using AfterSales.Domain.Playbooks.Catalogue;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Values;
using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Playbooks.Facts;

/// <summary>
/// Everything known of a case (SPEC 4). What the system looked up counts first, then what somebody said last, then what the system presumes, then what a
/// fact is at first. The rest is unknown, which is never false.
/// </summary>
public sealed class FactSheet
{
    private const string Piece = "piece paid";
    private const string Whole = "item paid";

    private readonly Dictionary<string, FactOnCase> _facts;

    private FactSheet(Dictionary<string, FactOnCase> facts) => _facts = facts;

    /// <summary>Every fact of the catalogue, in its order.</summary>
    public IEnumerable<FactOnCase> Facts => FactCatalogue.All.Select(fact => _facts[fact.Name]);

    /// <summary>A fact by its name; null when the catalogue has none.</summary>
    public FactOnCase? this[string name] => _facts.GetValueOrDefault(name);

    /// <param name="said">In the order in which it was said.</param>
    /// <param name="presumed">What holds until somebody says better.</param>
    public static FactSheet Of(IReadOnlyDictionary<string, Value> lookedUp, IEnumerable<SaidFact> said, IReadOnlyDictionary<string, Value>? presumed = null)
    {
        var latest = new Dictionary<string, SaidFact>(StringComparer.Ordinal);
        foreach (var one in said)
            latest[one.Name] = one;
        return From(fact => Of(fact, lookedUp.GetValueOrDefault(fact.Name), latest.GetValueOrDefault(fact.Name), presumed?.GetValueOrDefault(fact.Name) ?? Value.Unknown));
    }

    /// <summary>These facts and no others, as somebody gives them to try out what rules say: those that guard money, too.</summary>
    public static FactSheet Given(IReadOnlyDictionary<string, Value> facts) =>
        From(fact => facts.GetValueOrDefault(fact.Name) is { IsKnown: true } value ? new FactOnCase(fact, value, FactOrigin.Given, null) : Of(fact, Value.Unknown, null, Value.Unknown));

    private static FactSheet From(Func<CatalogueFact, FactOnCase> of)
    {
        var facts = FactCatalogue.All.ToDictionary(fact => fact.Name, of, StringComparer.Ordinal);
        // It was said before it was known what the whole is worth.
        if (IsOver(facts[Piece].Value, facts[Whole].Value))
            facts[Piece] = new FactOnCase(facts[Piece].Fact, Value.Unknown, FactOrigin.Unknown, null);
        return new FactSheet(facts);
    }

    /// <summary>What a playbook may know of it. A value that the playbook does not allow stays unknown there.</summary>
    public FactSet For(CompiledPlaybook playbook)
    {
        var facts = playbook.NewFacts();
        for (var slot = 0; slot < playbook.Source.Facts.Count; slot++)
        {
            if (_facts.TryGetValue(playbook.Source.Facts[slot].Name, out var fact))
                facts.TrySet(slot, fact.Value);
        }

        return facts;
    }

    /// <summary>Whether somebody may say all of this of the case now: the facts exist, can have the values, and are not known better.</summary>
    public Refusal? WhyNot(IReadOnlyDictionary<string, Value> facts)
    {
        foreach (var (name, value) in facts)
        {
            if (WhyNot(name, value) is { } refusal)
                return refusal with { Field = name };
        }

        var (piece, whole) = (After(Piece), After(Whole));
        // A part is never worth more than the whole (SPEC 4.2).
        return IsOver(piece, whole) ? Refusal.Rule("fact.piece_over_item", piece.AsNumber, whole.AsNumber) with { Field = Piece } : null;

        Value After(string name) => facts.TryGetValue(name, out var said) ? said : _facts[name].Value;
    }

    private Refusal? WhyNot(string name, in Value value)
    {
        if (this[name] is not { } fact)
            return Refusal.Invalid("fact.unknown", name);
        if (!fact.MaySay)
            return Refusal.Rule(fact.Origin == FactOrigin.LookedUp ? "fact.looked_up" : "fact.guarded", name);
        if (!value.IsKnown)
            return fact.Origin == FactOrigin.Said ? null : Refusal.Rule("fact.not_said", name);
        return fact.Fact.Allows(value) ? null : Refusal.Invalid("fact.not_allowed", name, value.ToString());
    }

    private static bool IsOver(in Value piece, in Value whole) => piece.IsKnown && whole.IsKnown && piece.AsNumber > whole.AsNumber;

    private static FactOnCase Of(CatalogueFact fact, Value lookedUp, SaidFact? said, Value presumed) =>
        lookedUp.IsKnown ? new FactOnCase(fact, lookedUp, FactOrigin.LookedUp, null)
        : said is { Value.IsKnown: true } && !fact.IsGuarded && fact.Allows(said.Value) ? new FactOnCase(fact, said.Value, FactOrigin.Said, said)
        : presumed.IsKnown ? new FactOnCase(fact, presumed, FactOrigin.Presumed, null)
        : fact.AtFirst.IsKnown ? new FactOnCase(fact, fact.AtFirst, FactOrigin.AtFirst, null)
        : new FactOnCase(fact, Value.Unknown, FactOrigin.Unknown, null);
}
