using System.Xml;
using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Checks;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>
/// Reads a playbook from DMN XML, 1.1 to 1.5, as other tools write it. The file itself stays with the playbook, so that what is not understood
/// is there again when it is written. Reads no external entities and nothing without bounds.
/// </summary>
public sealed class DmnReader
{
    /// <summary>In characters, and in bytes.</summary>
    public const int LongestFile = 8_000_000;

    private const int DeepestElement = 64;

    /// <summary>A type that is made of parts of its own type would be more facts than any memory holds.</summary>
    private const int MostFacts = 1_000;

    private readonly XElement _definitions;
    private readonly DmnTypes _types;
    private readonly List<PlaybookProblem> _problems = [];

    private DmnReader(XElement definitions) => (_definitions, _types) = (definitions, new DmnTypes(definitions));

    /// <summary>The playbook, or why it cannot be read. Cells are read when it is compiled.</summary>
    public static (Playbook? Playbook, IReadOnlyList<PlaybookProblem> Problems) Read(string xml)
    {
        var (definitions, problem) = Load(xml);
        if (definitions is null)
            return (null, [problem!]);
        var reader = new DmnReader(definitions);
        var playbook = reader.Playbook(xml);
        return reader._problems.Count > 0 ? (null, reader._problems) : (playbook, []);
    }

    /// <summary>The playbook of a file as it lies on a disk, in whatever encoding it says that it is.</summary>
    public static (Playbook? Playbook, IReadOnlyList<PlaybookProblem> Problems) Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > LongestFile)
            return (null, [PlaybookProblem.Error("dmn.too_large", LongestFile)]);
        var (xml, problem) = DmnBytes.Decode(file);
        return xml is null ? (null, [problem!]) : Read(xml);
    }

    internal static (XElement? Definitions, PlaybookProblem? Problem) Load(string xml)
    {
        if (xml.Length > LongestFile)
            return (null, PlaybookProblem.Error("dmn.too_large", LongestFile));
        try
        {
            using (var depth = Reader(xml))
            {
                while (depth.Read())
                {
                    if (depth.Depth > DeepestElement)
                        return (null, PlaybookProblem.Error("dmn.too_deep", DeepestElement));
                }
            }

            using var reader = Reader(xml);
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            return DmnNames.Readable.Contains(root.Name.Namespace) && root.Name.LocalName == "definitions"
                ? (root, null)
                : (null, PlaybookProblem.Error("dmn.no_definitions", root.Name.ToString()));
        }
        catch (XmlException broken)
        {
            // A document type is refused, for it might make us read elsewhere; the reader does not say where it stands.
            return (null, broken.LineNumber == 0 && xml.IndexOf("<!DOCTYPE", StringComparison.Ordinal) is >= 0 and var at
                ? PlaybookProblem.Error("dmn.doctype", xml.AsSpan(0, at).Count('\n') + 1)
                : PlaybookProblem.Error("dmn.not_xml", Math.Max(1, broken.LineNumber), Math.Max(1, broken.LinePosition)));
        }
    }

    private static XmlReader Reader(string xml) => XmlReader.Create(
        new StringReader(xml),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestFile });

    private Playbook Playbook(string xml)
    {
        _problems.AddRange(DmnIds.Repeated(_definitions));
        var decisions = _definitions.Children("decision").Select(Decision).OfType<Decision>().ToList();
        var facts = _definitions.Children("inputData").SelectMany(Facts).Take(MostFacts + 1).ToList();
        var tables = decisions.Select(decision => decision.Logic).OfType<DecisionTable>().ToList();
        var known = facts.Select(fact => fact.Name).Concat(decisions.SelectMany(Names)).ToHashSet(StringComparer.Ordinal);
        facts.AddRange(Undeclared(known).Take(MostFacts + 1));
        if (facts.Count > MostFacts)
        {
            _problems.Add(PlaybookProblem.Error("dmn.too_many_facts", MostFacts));
            facts.Clear();
        }

        return new Playbook(_definitions.Text("name") ?? "", [.. facts.Select(fact => Closer(fact, tables))], decisions)
        {
            Id = _definitions.Text("id"),
            Namespace = _definitions.Text("namespace"),
            Imports = [.. Imports()],
            Description = _definitions.Child("description")?.Value,
            TimeZoneId = _definitions.Attribute(DmnNames.Own + "timeZone")?.Value ?? "UTC",
            Document = xml,
        };
    }

    /// <summary>Imports of other decisions under their own names, as DMN 1.5 has it. Under another name they would be read as <c>name.decision</c>, which is not done here.</summary>
    private IEnumerable<PlaybookImport> Imports()
    {
        foreach (var import in _definitions.Children("import").Where(import => import.Text("importType")?.Contains("/DMN/", StringComparison.Ordinal) == true))
        {
            if (import.Text("name") is { Length: > 0 } name)
                _problems.Add(PlaybookProblem.Error("dmn.import_named", name));
            else
                yield return new PlaybookImport(import.Text("namespace") ?? "", import.Text("locationURI"));
        }
    }

    private IEnumerable<FactDefinition> Facts(XElement input)
    {
        var variable = input.Child("variable") ?? input;
        var name = input.DeclaredName();
        return _types.Facts(name, variable.Text("typeRef")).Select(fact => new FactDefinition(fact.Name, DmnTypes.WithOwn(fact.Type, variable), DmnTypes.CostOf(variable))
        {
            Id = input.Text("id"),
            Label = input.Text("label"),
            Description = input.Child("description")?.Value,
        });
    }

    /// <summary>Some tools declare no input data: a column's plain name is a fact then.</summary>
    private IEnumerable<FactDefinition> Undeclared(HashSet<string> known) =>
        from input in _definitions.Descendants(_definitions.Name.Namespace + "input")
        let expression = input.Child("inputExpression")
        let name = input.Cell("inputExpression")?.Trim() ?? ""
        where name.Length > 0 && name.All(character => FeelScope.IsNamePart(character) || character == '.') && !char.IsDigit(name[0]) && known.Add(name)
        select new FactDefinition(name, _types.Of(expression.Text("typeRef"))) { IsImplied = true };

    private static IEnumerable<string> Names(Decision decision) => decision.Logic is DecisionTable { Outputs.Count: > 1 } table
        ? table.Outputs.Select(output => $"{decision.Name}.{output.Name}")
        : [decision.Name];

    /// <summary>What the columns over a fact say of it where its own definition says nothing: allowed values, a kind.</summary>
    private FactDefinition Closer(FactDefinition fact, List<DecisionTable> tables)
    {
        var type = fact.Type;
        var columns = tables.SelectMany(table => table.Inputs.Select((input, column) => (table, input, column))).Where(at => at.input.Expression.Trim() == fact.Name).ToList();
        if (type.Kind == ValueKind.Unknown)
            type = type with { Kind = columns.Select(at => _types.Of(at.input.TypeRef).Kind).FirstOrDefault(kind => kind != ValueKind.Unknown) };
        if (type.Kind == ValueKind.Unknown)
            type = type with { Kind = KindIn(columns.SelectMany(at => at.table.Rows.Select(row => row.Inputs.ElementAtOrDefault(at.column) ?? ""))) };
        return fact with { Type = type with { Allowed = type.Allowed ?? columns.Select(at => at.input.Allowed).FirstOrDefault(allowed => allowed is not null) } };
    }

    private static ValueKind KindIn(IEnumerable<string> cells) =>
        cells.SelectMany(cell => FeelParser.ParseTest(cell, FeelScope.Empty).Value?.Boundaries ?? []).Select(value => value.Kind)
            .FirstOrDefault(kind => kind != ValueKind.Null, ValueKind.Text);

    private Decision? Decision(XElement element)
    {
        var variable = element.Child("variable");
        var name = element.DeclaredName();
        DecisionLogic? logic = element.Child("decisionTable") is { } table ? Table(table, name, variable?.Text("typeRef"))
            : element.Child("literalExpression") is { } literal ? Literal(literal, variable)
            : null;
        if (logic is not null)
            return new Decision(name, logic) { Id = element.Text("id"), Label = element.Text("label"), Description = element.Child("description")?.Value };
        if (!_problems.Exists(problem => problem.Decision == name))
            _problems.Add(PlaybookProblem.Error("dmn.logic_unsupported", name) with { Decision = name });
        return null;
    }

    private LiteralExpression Literal(XElement literal, XElement? variable)
    {
        var type = _types.Of(variable?.Text("typeRef") ?? literal.Text("typeRef"));
        if (variable is not null)
            type = DmnTypes.WithOwn(type, variable);
        return new LiteralExpression(literal.Child("text")?.Value.Trim() ?? "", type) { Id = literal.Text("id") };
    }

    private DecisionTable? Table(XElement table, string decision, string? decisionType)
    {
        var policy = DmnNames.HitPolicyOf(table.Text("hitPolicy"));
        var aggregation = DmnNames.AggregationOf(table.Text("aggregation"));
        if (policy is null || aggregation is null)
        {
            _problems.Add(PlaybookProblem.Error("dmn.hit_policy_unknown", table.Text("hitPolicy") ?? "", table.Text("aggregation") ?? "") with { Decision = decision });
            return null;
        }

        var rows = table.Children("rule").Select(Row).ToList();
        var outputs = table.Children("output").Select((output, column) => Output(output, decision, decisionType, rows.Select(row => row.Outputs.ElementAtOrDefault(column) ?? ""))).ToList();
        return new DecisionTable(policy.Value, [.. table.Children("input").Select(Input)], outputs, rows)
        {
            Id = table.Text("id"),
            Aggregation = aggregation.Value,
            Annotations = [.. table.Children("annotation").Select(annotation => annotation.Text("name") ?? "")],
        };
    }

    private static TableInput Input(XElement input) => new(input.Cell("inputExpression")?.Trim() ?? "")
    {
        Id = input.Text("id"),
        Label = input.Text("label"),
        TypeRef = input.Child("inputExpression")?.Text("typeRef"),
        Allowed = input.Cell("inputValues")?.Trim() is { Length: > 0 } allowed ? allowed : null,
    };

    private TableOutput Output(XElement output, string decision, string? decisionType, IEnumerable<string> cells)
    {
        // A table of one output may leave its type to the decision.
        var type = _types.Of(output.Text("typeRef") ?? (output.Parent!.Children("output").Skip(1).Any() ? null : decisionType));
        if (type.Kind == ValueKind.Unknown)
            type = type with { Kind = KindIn(cells) };
        var values = output.Cell("outputValues")?.Trim();
        return new TableOutput(output.Text("name") ?? output.Text("label") ?? decision, DmnTypes.WithOwn(type with { IsList = false, Allowed = values is { Length: > 0 } ? values : type.Allowed }, output))
        {
            Id = output.Text("id"),
            Label = output.Text("label"),
            Default = output.Cell("defaultOutputEntry"),
        };
    }

    private static TableRow Row(XElement rule) => new(
        [.. rule.Children("inputEntry").Select(Entry)],
        [.. rule.Children("outputEntry").Select(Entry)])
    {
        Id = rule.Text("id"),
        Description = rule.Child("description")?.Value,
        Annotations = [.. rule.Children("annotationEntry").Select(Entry)],
    };

    private static string Entry(XElement entry) => entry.Child("text")?.Value ?? "";
}
