using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;
using static AfterSales.Domain.Tests.Playbooks.Tables;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Small playbooks made up from a seed: chained tables of every policy over facts with few enough values to try them all.</summary>
internal sealed class RandomPlaybooks(int seed, bool computed = false)
{
    private static readonly string[] Causes = ["store", "courier", "buyer"];

    private readonly Random _random = new(seed);

    /// <summary>One value of each piece that a cell can tell apart.</summary>
    public static readonly IReadOnlyDictionary<string, Value[]> Domains = new Dictionary<string, Value[]>(StringComparer.Ordinal)
    {
        ["photo"] = [Value.True, Value.False],
        ["cause"] = [.. Causes.Select(Value.Of)],
        ["days"] = [.. new[] { 0m, 0.5m, 1, 1.5m, 2, 2.5m, 3, 4 }.Select(Value.Of)],
        ["slip"] = [Value.True, Value.False, Value.Null],
    };

    public Playbook Next()
    {
        FactDefinition[] facts =
        [
            Fact("photo", FactType.Boolean, _random.Next(1, 4)),
            Fact("cause", FactType.Enumeration(Causes), _random.Next(1, 4)),
            Fact("days", FactType.Number with { Allowed = "[0..5]" }, _random.Next(1, 4)),
            Fact("slip", FactType.Boolean with { Nullable = true }, _random.Next(1, 4)),
        ];
        var first = Decision("blame", ["photo", "cause", "days"], text: true);
        var second = Decision("limit", ["slip", "days", "photo"], text: false);
        var last = Decision("offer", [Readable(first), Readable(second), "slip"], text: true);
        return Playbook(facts, last, first, second);
    }

    /// <summary>Some facts with values, the others left out.</summary>
    public (string, Value)[] Known(double share) =>
        [.. Domains.Where(_ => _random.NextDouble() < share).Select(fact => (fact.Key, Pick(fact.Value)))];

    /// <summary>All ways to answer what is not known.</summary>
    public static IEnumerable<(string, Value)[]> Completions((string Fact, Value Value)[] known)
    {
        IEnumerable<(string, Value)[]> all = [known];
        return Domains.Where(fact => !known.Any(pair => pair.Fact == fact.Key))
            .Aggregate(all, (some, fact) =>
                from chosen in some
                from value in fact.Value
                select ((string, Value)[])[.. chosen, (fact.Key, value)]);
    }

    /// <summary>All ways to answer some facts with these words.</summary>
    public static IEnumerable<(string, Value)[]> Ways(IEnumerable<FactDefinition> facts, string[] words)
    {
        IEnumerable<(string, Value)[]> all = [[]];
        return facts.Aggregate(all, (some, fact) =>
            from chosen in some
            from word in words
            select ((string, Value)[])[.. chosen, (fact.Name, Value.Of(word))]);
    }

    private static string Readable(Decision decision) =>
        decision.Logic is DecisionTable { HitPolicy: var policy } table && (policy.IsSingle() || table.Aggregation != Aggregation.None) ? decision.Name : "cause";

    private Decision Decision(string name, string[] readable, bool text)
    {
        var policy = Pick(Enum.GetValues<HitPolicy>());
        string[] inputs = [.. readable.Distinct().OrderBy(_ => _random.Next()).Take(_random.Next(1, 4))];
        var aggregation = policy == HitPolicy.Collect && !text ? Pick(Enum.GetValues<Aggregation>()) : Aggregation.None;
        var type = text ? FactType.Enumeration(Causes) : FactType.Number with { Allowed = "1, 2, 3, 4, 6" };
        var output = Output(name, computed && !text && !policy.GoesByPriority() ? FactType.Number : type, aggregation == Aggregation.None && _random.Next(3) == 0 ? OutputCell(text, false) : null);
        var rows = Enumerable.Range(0, _random.Next(1, 6)).Select(_ =>
            new TableRow([.. inputs.Select(Cell)], [OutputCell(text, computed && !policy.GoesByPriority())]));
        return new Decision(name, new DecisionTable(policy, [.. inputs.Select(input => new TableInput(input))], [output], [.. rows]) { Aggregation = aggregation });
    }

    private string OutputCell(bool text, bool mayCompute) =>
        text ? ValueText.Quote(Pick(Causes)) : mayCompute && _random.Next(2) == 0 ? Pick(["days", "days * 2", "min(days, 2)"]) : Pick(["1", "2", "3"]);

    private string Cell(string input) => _random.Next(4) == 0 ? "-" : input switch
    {
        "photo" => Pick(["true", "false", "not(true)"]),
        "slip" => Pick(["true", "false", "null", "not(true)", "not(null)", "true, null"]),
        "days" or "limit" => Pick(["< 2", ">= 1", "[1..2]", "(1..3)", "]0..2]", "1, 3", "not([1..2])", "> 3", "0, > 2", "< 1, 2"]),
        _ => Pick(["\"store\"", "\"courier\"", "\"store\", \"buyer\"", "not(\"store\")", "not(\"courier\", \"buyer\")", "not(null)"]),
    };

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
