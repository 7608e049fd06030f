using System.Globalization;
using AfterSales.Domain.Playbooks.Engine;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Benchmarks;

/// <summary>Playbooks to measure with: a case type's five tables, and one table of a thousand rows.</summary>
internal static class SamplePlaybooks
{
    private static readonly string[] States = ["on the way", "signed", "refused", "lost"];
    private static readonly string[] Slips = ["missing", "agrees", "contradicts"];
    private static readonly FactType Party = FactType.Enumeration("store", "warehouse", "courier", "supplier", "buyer");
    private static readonly FactType Strength = FactType.Enumeration("none", "weak", "strong");
    private static readonly FactType Remedy = FactType.Enumeration("exchange", "refund", "reship", "goodwill", "explain", "wait");

    public static Playbook FiveTables() => new(
        "wrong item",
        [
            new("parcel state", FactType.Enumeration(States)), new("photos", FactType.Boolean), new("weigh slip", FactType.Enumeration(Slips)),
            new("courier proof", FactType.Boolean), new("days since signed", FactType.Number), new("worn", FactType.Boolean),
            new("paid", FactType.Money), new("returns a year", FactType.Number), new("high value", FactType.Boolean), new("buyer agrees", FactType.Boolean),
        ],
        [
            Table("evidence", ["photos", "weigh slip", "courier proof", "parcel state"], ("evidence", Strength),
                "- | \"contradicts\" | - | \"signed\" => \"none\"", "true | \"agrees\" | - | - => \"strong\"", "true | \"missing\" | true | - => \"strong\"",
                "true | \"missing\" | false | \"signed\" => \"weak\"", "false | \"agrees\" | true | - => \"strong\"", "false | \"agrees\" | false | - => \"weak\"",
                "- | - | true | \"refused\" => \"strong\"", "- | - | - | \"lost\" => \"strong\"", "false | \"missing\" | true | - => \"weak\"",
                "true | - | - | \"refused\" => \"weak\"", "true | - | - | \"on the way\" => \"weak\"", "- | - | - | - => \"none\""),
            Table("responsibility", ["evidence", "parcel state", "weigh slip", "worn"], ("responsibility", Party),
                "\"none\" | \"signed\" | - | - => \"buyer\"", "- | \"lost\" | - | - => \"courier\"", "\"strong\" | - | \"agrees\" | false => \"warehouse\"",
                "\"strong\" | \"refused\" | - | - => \"courier\"", "\"strong\" | \"signed\" | \"missing\" | false => \"store\"", "\"strong\" | - | - | true => \"supplier\"",
                "\"weak\" | \"signed\" | - | true => \"buyer\"", "\"weak\" | \"signed\" | - | false => \"store\"", "\"weak\" | \"refused\" | - | - => \"courier\"",
                "\"weak\" | - | - | - => \"store\"", "\"none\" | \"refused\" | - | - => \"courier\"", "- | - | - | - => \"store\""),
            Table("remedy", ["responsibility", "days since signed", "buyer agrees", "evidence"], ("remedy", Remedy),
                "\"buyer\" | > 7 | - | - => \"explain\"", "\"buyer\" | <= 7 | true | - => \"goodwill\"", "\"buyer\" | <= 7 | false | - => \"explain\"",
                "\"courier\" | - | - | \"strong\" => \"reship\"", "\"courier\" | - | true | - => \"wait\"", "\"courier\" | - | false | - => \"refund\"",
                "\"warehouse\" | <= 3 | - | - => \"exchange\"", "\"warehouse\" | (3..15] | - | - => \"refund\"", "\"warehouse\" | > 15 | - | - => \"goodwill\"",
                "\"supplier\" | <= 30 | - | - => \"exchange\"", "\"store\" | <= 15 | - | - => \"refund\"", "- | - | - | - => \"goodwill\""),
            Table("bound", ["remedy", "paid", "returns a year", "high value"], ("bound", FactType.Enumeration("none", "small", "half", "full")),
                "\"explain\", \"wait\" | - | - | - => \"none\"", "\"exchange\" | - | - | - => \"full\"", "\"reship\" | < 200 | - | - => \"full\"",
                "\"reship\" | >= 200 | - | true => \"half\"", "\"reship\" | >= 200 | - | false => \"full\"", "\"refund\" | < 50 | - | - => \"full\"",
                "\"refund\" | [50..500) | <= 2 | - => \"full\"", "\"refund\" | [50..500) | > 2 | - => \"half\"", "\"refund\" | >= 500 | - | - => \"half\"",
                "\"goodwill\" | < 100 | - | - => \"small\"", "\"goodwill\" | >= 100 | <= 5 | - => \"small\"", "- | - | - | - => \"none\""),
            Table("approval", ["bound", "remedy", "paid", "high value"], ("approval", FactType.Enumeration("nobody", "supervisor", "owner")),
                "\"none\" | - | - | - => \"nobody\"", "\"small\" | - | < 100 | - => \"nobody\"", "\"small\" | - | >= 100 | false => \"nobody\"",
                "\"small\" | - | >= 100 | true => \"supervisor\"", "\"full\" | \"exchange\" | < 300 | - => \"nobody\"", "\"full\" | \"exchange\" | >= 300 | - => \"supervisor\"",
                "\"full\" | \"reship\" | - | - => \"nobody\"", "\"full\" | \"refund\" | < 200 | - => \"nobody\"", "\"full\" | \"refund\" | >= 200 | false => \"supervisor\"",
                "\"full\" | \"refund\" | >= 200 | true => \"owner\"", "\"half\" | - | < 1000 | - => \"supervisor\"", "- | - | - | - => \"owner\""),
        ]);

    /// <summary>Ten columns of all types; every row has a place of its own in the first two, as the rows of a large table do.</summary>
    public static Playbook ThousandRows()
    {
        string[] inputs = ["paid", "parcel state", "photos", "weigh slip", "courier proof", "days since signed", "worn", "returns a year", "high value", "buyer agrees"];
        var random = new Random(2);
        var rows = Enumerable.Range(0, 1000).Select(i =>
        {
            var (from, state) = (i / 4 * 10, States[i % 4]);
            string[] cells =
            [
                string.Create(CultureInfo.InvariantCulture, $"[{from}..{from + 10})"), ValueText.Quote(state), Flag(random), Pick(random, "-", "\"agrees\"", "not(\"missing\")"), Flag(random),
                Pick(random, "-", "<= 7", "> 3", "[3..15]"), Flag(random), Pick(random, "-", "< 5"), Flag(random), Flag(random),
            ];
            return new TableRow(cells, [Pick(random, "\"refund\"", "\"reship\"", "\"explain\"")]);
        });
        var table = new DecisionTable(HitPolicy.First, [.. inputs.Select(input => new TableInput(input))], [new TableOutput("remedy", Remedy)], [.. rows]);
        return new Playbook("large", FiveTables().Facts, [new Decision("remedy", table)]);
    }

    public static FactSet Facts(CompiledPlaybook playbook, Random random, double share)
    {
        var facts = playbook.NewFacts();
        Value[] values =
        [
            Value.Of(Pick(random, States)), Value.Of(random.Next(2) == 0), Value.Of(Pick(random, Slips)), Value.Of(random.Next(2) == 0), Value.Of((decimal)random.Next(40)),
            Value.Of(random.Next(2) == 0), Value.Of((decimal)random.Next(1500)), Value.Of((decimal)random.Next(8)), Value.Of(random.Next(2) == 0), Value.Of(random.Next(2) == 0),
        ];
        for (var slot = 0; slot < values.Length; slot++)
        {
            if (random.NextDouble() < share && !facts.TrySet(slot, values[slot]))
                throw new InvalidOperationException($"Fact {slot} cannot be {values[slot]}.");
        }

        return facts;
    }

    private static string Flag(Random random) => Pick(random, "-", "-", "true", "false");

    private static string Pick(Random random, params string[] from) => from[random.Next(from.Length)];

    private static Decision Table(string name, string[] inputs, (string Name, FactType Type) output, params string[] rows)
    {
        var read = rows.Select(row => row.Split("=>")).Select(row => new TableRow(row[0].Split('|', StringSplitOptions.TrimEntries), [row[1].Trim()]));
        return new(name, new DecisionTable(HitPolicy.First, [.. inputs.Select(input => new TableInput(input))], [new TableOutput(output.Name, output.Type)], [.. read]));
    }
}
