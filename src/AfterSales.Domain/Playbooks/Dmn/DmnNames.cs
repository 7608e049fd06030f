using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>The words of DMN's files: namespaces, types, hit policies.</summary>
internal static class DmnNames
{
    /// <summary>What is written: DMN 1.3.</summary>
    public static readonly XNamespace Dmn13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    /// <summary>What DMN has no word for: money, null as an answer, what asking costs, the zone.</summary>
    public static readonly XNamespace Own = "urn:aftersales:playbook";

    /// <summary>1.1, 1.2, 1.3, 1.4 and 1.5 do not differ in what is read.</summary>
    public static readonly XNamespace[] Readable =
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/", Dmn13,
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ];

    private static readonly Dictionary<string, ValueKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = ValueKind.Text,
        ["number"] = ValueKind.Number,
        ["integer"] = ValueKind.Number,
        ["long"] = ValueKind.Number,
        ["double"] = ValueKind.Number,
        ["boolean"] = ValueKind.Boolean,
        ["date"] = ValueKind.Date,
        ["time"] = ValueKind.Time,
        ["date and time"] = ValueKind.DateTime,
        ["dateTime"] = ValueKind.DateTime,
        ["days and time duration"] = ValueKind.Duration,
        ["dayTimeDuration"] = ValueKind.Duration,
        ["years and months duration"] = ValueKind.Months,
        ["yearMonthDuration"] = ValueKind.Months,
    };

    /// <summary>The kind of a type that every tool knows; unknown for <c>Any</c> and for other types.</summary>
    public static ValueKind KindOf(string typeRef) => Kinds.GetValueOrDefault(Local(typeRef));

    /// <summary>A type's name without the prefix that old files write before it.</summary>
    public static string Local(string typeRef) =>
        typeRef.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? typeRef[(colon + 1)..] : typeRef;

    public static string TypeRef(ValueKind kind) => kind switch
    {
        ValueKind.Text => "string",
        ValueKind.Number => "number",
        ValueKind.Boolean => "boolean",
        ValueKind.Date => "date",
        ValueKind.Time => "time",
        ValueKind.DateTime => "date and time",
        ValueKind.Duration => "days and time duration",
        ValueKind.Months => "years and months duration",
        _ => "Any",
    };

    public static string Of(HitPolicy policy) => policy switch
    {
        HitPolicy.RuleOrder => "RULE ORDER",
        HitPolicy.OutputOrder => "OUTPUT ORDER",
        _ => policy.ToString().ToUpperInvariant(),
    };

    /// <summary>The policy of a name; unique when there is none, nothing for a name that does not exist.</summary>
    public static HitPolicy? HitPolicyOf(string? name) =>
        name is null ? HitPolicy.Unique : Enum.GetValues<HitPolicy>().Cast<HitPolicy?>().FirstOrDefault(policy => Of(policy!.Value) == name);

    public static Aggregation? AggregationOf(string? name) =>
        name switch
        {
            null => Aggregation.None,
            "SUM" => Aggregation.Sum,
            "MIN" => Aggregation.Min,
            "MAX" => Aggregation.Max,
            "COUNT" => Aggregation.Count,
            _ => null,
        };

    /// <summary>The text of a child element that holds an expression; null when there is none.</summary>
    public static string? Cell(this XElement element, string child)
    {
        var holder = element.Child(child);
        return holder?.Child("text")?.Value ?? holder?.Value;
    }

    /// <summary>What an input or a decision is called where it is read.</summary>
    public static string DeclaredName(this XElement element) => element.Child("variable")?.Text("name") ?? element.Text("name") ?? "";

    public static XElement? Child(this XElement element, string name) => element.Element(element.Name.Namespace + name);

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements(element.Name.Namespace + name);

    public static string? Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value;
}
