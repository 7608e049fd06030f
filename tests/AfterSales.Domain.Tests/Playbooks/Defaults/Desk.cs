using System.Collections.Concurrent;
using System.Globalization;
using AfterSales.Domain.Playbooks.Defaults;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Guidance;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>
/// A desk at which cases are tried: a default playbook and an ordinary case. The ordinary case says what the system would know of an order of
/// ¥200 from another province, signed for yesterday; everything that has to be asked is unknown.
/// </summary>
internal sealed class Desk
{
    private static readonly ConcurrentDictionary<string, Desk> Desks = new(StringComparer.Ordinal);

    private static readonly (string Fact, string Value)[] Ordinary =
    [
        ("parcel", "signed"), ("days since signed", "1"), ("return scanned", "false"), ("region", "other province"), ("item paid", "200"), ("piece paid", "80"),
        ("margin", "60"), ("receipt confirmed", "false"), ("freight insurance", "true"), ("made to order", "false"), ("paid within 30 days", "false"),
        ("extortion flag", "false"), ("photo seen before", "false"), ("authority left", "15"), ("phone agreement unconfirmed", "false"), ("breached", "false"),
        ("claim", "not made"), ("pickup", "not tried"), ("offer", "open"), ("inspection", "not yet"),
    ];

    public Desk(Playbook playbook)
    {
        var (compiled, problems) = CompiledPlaybook.Compile(playbook);
        Playbook = compiled ?? throw new InvalidOperationException(string.Join("; ", problems.Select(problem => $"{problem.Decision} {problem.Code}")));
    }

    public CompiledPlaybook Playbook { get; }

    public static Desk Of(string caseType) => Desks.GetOrAdd(caseType, type => new Desk(DefaultPlaybooks.Of(type)));

    /// <summary>What the agent is told; facts as <c>subtype=Missing; photo=confirms; region=?</c>.</summary>
    public CaseGuidance Guide(string facts) => Guide(Pairs(facts));

    public CaseGuidance Guide(IEnumerable<(string Fact, string Value)> known) => CaseGuidance.For(Playbook, Facts(known));

    /// <summary>The ordinary case with what is said of it; <c>?</c> makes a fact unknown.</summary>
    public FactSet Facts(IEnumerable<(string Fact, string Value)> known)
    {
        var facts = Playbook.NewFacts();
        foreach (var (fact, value) in Ordinary)
            facts.TrySet(fact, Read(value));
        foreach (var (fact, value) in known)
        {
            if (!facts.TrySet(fact, Read(value)))
                throw new ArgumentException($"{fact} cannot be {value}", nameof(known));
        }

        return facts;
    }

    public static IEnumerable<(string Fact, string Value)> Pairs(string facts) =>
        facts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0].Trim(), pair[1].Trim()));

    private static Value Read(string text) => text switch
    {
        "?" => Value.Unknown,
        "true" or "TRUE" => Value.True,
        "false" or "FALSE" => Value.False,
        _ => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : Value.Of(text),
    };
}
