using System.Globalization;
using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>The types a file defines, and which facts follow from them: a structure is one fact for each component, <c>order.paid</c>.</summary>
internal sealed class DmnTypes(XElement definitions)
{
    /// <summary>Structures within structures; a type that contains itself ends here.</summary>
    private const int Deepest = 8;

    private readonly Dictionary<string, XElement> _defined = definitions.Children("itemDefinition")
        .Where(item => item.Text("name") is not null).DistinctBy(item => item.Text("name")).ToDictionary(item => item.Text("name")!, StringComparer.Ordinal);

    /// <summary>The facts of an input: itself, or its components.</summary>
    public IEnumerable<(string Name, FactType Type)> Facts(string name, string? typeRef) => Facts(name, typeRef, Deepest);

    /// <summary>A type by its name. Its kind is unknown when the file leaves it open.</summary>
    public FactType Of(string? typeRef) => typeRef is null ? new FactType(ValueKind.Unknown) : Of(typeRef, Deepest);

    /// <summary>What a fact's own attributes add to its type.</summary>
    public static FactType WithOwn(FactType type, XElement element) => type with
    {
        IsMoney = type.IsMoney || Flag(element, "money"),
        Nullable = type.Nullable || Flag(element, "nullable"),
    };

    public static decimal CostOf(XElement element) =>
        decimal.TryParse(element.Attribute(DmnNames.Own + "cost")?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) ? cost : 1;

    private static bool Flag(XElement element, string name) => element.Attribute(DmnNames.Own + name)?.Value == "true";

    private IEnumerable<(string Name, FactType Type)> Facts(string name, string? typeRef, int depth)
    {
        if (typeRef is null || depth == 0 || !_defined.TryGetValue(DmnNames.Local(typeRef), out var item) || !item.Children("itemComponent").Any())
            return [(name, Of(typeRef))];
        return item.Children("itemComponent").SelectMany(component => Component($"{name}.{component.Text("name")}", component, depth - 1));
    }

    private IEnumerable<(string Name, FactType Type)> Component(string name, XElement component, int depth) =>
        component.Children("itemComponent").Any() && depth > 0
            ? component.Children("itemComponent").SelectMany(inner => Component($"{name}.{inner.Text("name")}", inner, depth - 1))
            : Facts(name, component.Child("typeRef")?.Value, depth).Select(fact => (fact.Name, Type: Constrained(fact.Type, component)));

    private FactType Of(string typeRef, int depth)
    {
        if (DmnNames.KindOf(typeRef) is not ValueKind.Unknown and var kind)
            return new FactType(kind);
        if (depth == 0 || !_defined.TryGetValue(DmnNames.Local(typeRef), out var item))
            return new FactType(ValueKind.Unknown);
        var type = item.Child("typeRef")?.Value is { } of ? Of(of, depth - 1) : new FactType(ValueKind.Unknown);
        return WithOwn(Constrained(type, item), item);
    }

    private static FactType Constrained(FactType type, XElement item) => type with
    {
        Allowed = (item.Cell("allowedValues") ?? item.Cell("typeConstraint"))?.Trim() is { Length: > 0 } allowed ? allowed : type.Allowed,
        IsList = type.IsList || item.Text("isCollection") == "true",
    };
}
