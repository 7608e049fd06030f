using System.Globalization;
using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>
/// Writes a playbook as DMN 1.3 XML. A playbook that was read from a file is written into that file: what did not change is not touched, and what
/// other tools keep there (diagrams, extensions, ids of cells) stays. Elements are found again by their ids, or by their names and places.
/// </summary>
public sealed class DmnWriter
{
    private static readonly string[] BeforeRequirements = ["description", "extensionElements", "question", "allowedAnswers", "variable", "informationRequirement"];

    private readonly Playbook _playbook;
    private readonly XElement _definitions;
    private readonly XNamespace _dmn;
    private readonly HashSet<string> _ids;

    /// <summary>What the file says before anything is written.</summary>
    private readonly Playbook? _before;

    private DmnWriter(Playbook playbook)
    {
        _playbook = playbook.Document is null ? WithOwnIds(playbook) : playbook;
        _definitions = playbook.Document is { } document && DmnReader.Load(document).Definitions is { } read ? read : New(playbook);
        _before = playbook.Document is { } known ? DmnReader.Read(known).Playbook : null;
        _dmn = _definitions.Name.Namespace;
        _ids = [.. _definitions.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
    }

    public static string Write(Playbook playbook)
    {
        var writer = new DmnWriter(playbook);
        writer.Definitions();
        if (playbook.Document is null)
            DmnDiagram.Draw(writer._definitions);
        // Written as it was read: no indentation of our own between what other tools have laid out.
        var options = playbook.Document is null ? SaveOptions.None : SaveOptions.DisableFormatting;
        return $"{new XDeclaration("1.0", "UTF-8", null)}\n" + writer._definitions.ToString(options);
    }

    /// <summary>What comes from two files may have one id twice, and the parts of a structure have the same.</summary>
    private static Playbook WithOwnIds(Playbook playbook)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return playbook with
        {
            Facts = [.. playbook.Facts.Select(fact => fact.Id is { } id && !ids.Add(id) ? fact with { Id = null } : fact)],
            Decisions = [.. playbook.Decisions.Select(decision => decision.Id is { } id && !ids.Add(id) ? decision with { Id = null } : decision)],
        };
    }

    private static XElement New(Playbook playbook) => new(
        DmnNames.Dmn13 + "definitions",
        new XAttribute("namespace", playbook.Namespace ?? DmnNames.Own.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "as", DmnNames.Own.NamespaceName),
        new XAttribute("id", playbook.Id ?? "playbook"),
        ImportsOf(playbook));

    private static IEnumerable<XElement> ImportsOf(Playbook playbook) => playbook.Imports.Select(import => new XElement(
        DmnNames.Dmn13 + "import",
        new XAttribute("name", ""),
        new XAttribute("namespace", import.Namespace),
        import.Location is { } location ? new XAttribute("locationURI", location) : null,
        new XAttribute("importType", DmnNames.Dmn13.NamespaceName)));

    private void Definitions()
    {
        Set(_definitions, "name", _playbook.Name);
        Describe(_definitions, _playbook.Description);
        if (_playbook.TimeZoneId != (_definitions.Attribute(DmnNames.Own + "timeZone")?.Value ?? "UTC"))
            _definitions.SetAttributeValue(DmnNames.Own + "timeZone", _playbook.TimeZoneId);

        Import();
        Drop("inputData", _playbook.Facts.Select(fact => fact.Id), _playbook.Facts.Select(fact => Root(fact.Name)));
        Drop("decision", _playbook.Decisions.Select(decision => decision.Id), _playbook.Decisions.Select(decision => decision.Name));
        foreach (var fact in _playbook.Facts.Where(fact => Find("inputData", fact.Id, Root(fact.Name)) is not null || !IsUndeclared(fact)))
            Fact(fact);
        // All of them first: a decision may require one that comes later.
        var added = _playbook.Decisions.Where(decision => Find("decision", decision.Id, decision.Name) is null).ToList();
        foreach (var decision in added)
            Add("decision", decision.Id, decision.Name);
        foreach (var decision in _playbook.Decisions)
            Decision(decision, isNew: added.Contains(decision));
    }

    private void Import()
    {
        foreach (var import in ImportsOf(_playbook).Where(import => !_definitions.Children("import").Any(known => known.Text("namespace") == import.Attribute("namespace")!.Value)).ToList())
        {
            if (_definitions.Elements().FirstOrDefault(element => element.Name.LocalName is not ("description" or "extensionElements" or "import")) is { } next)
                next.AddBeforeSelf(import);
            else
                _definitions.Add(import);
        }
    }

    /// <summary>A fact that the file never declared needs no declaration as long as it is what the file makes of it.</summary>
    private bool IsUndeclared(FactDefinition fact) => fact.Id is null && _before?.Facts.Contains(fact) == true;

    private void Fact(FactDefinition fact)
    {
        var known = Find("inputData", fact.Id, Root(fact.Name));
        var input = known ?? Add("inputData", fact.Id, fact.Name);
        var variable = input.Child("variable");
        if (variable is null)
            input.Add(variable = new XElement(_dmn + "variable", new XAttribute("name", fact.Name)));
        Set(input, "label", fact.Label);
        Describe(input, fact.Description);
        if (DmnTypes.CostOf(variable) != fact.Cost)
            variable.SetAttributeValue(DmnNames.Own + "cost", fact.Cost.ToString(CultureInfo.InvariantCulture));
        if (DmnNames.DeclaredName(input) != fact.Name && Root(fact.Name) == fact.Name)
            Rename(input, fact.Name);
        // A type that the file tells elsewhere, at a column or in a structure, stays there.
        if (known is null || (_before?.Facts.FirstOrDefault(other => other.Name == fact.Name)?.Type is { } was ? was != fact.Type : DmnNames.DeclaredName(input) == fact.Name))
            Type(variable, fact.Name, fact.Type);
    }

    private void Type(XElement variable, string name, FactType type)
    {
        SetFlag(variable, "money", type.IsMoney);
        SetFlag(variable, "nullable", type.Nullable);
        if (type.Allowed is null && !type.IsList)
        {
            variable.SetAttributeValue("typeRef", DmnNames.TypeRef(type.Kind));
            return;
        }

        var item = new XElement(_dmn + "itemDefinition", new XAttribute("name", $"t{name}"), new XElement(_dmn + "typeRef", DmnNames.TypeRef(type.Kind)));
        if (type.Allowed is { } allowed)
            item.Add(new XElement(_dmn + "allowedValues", new XElement(_dmn + "text", allowed)));
        if (type.IsList)
            item.SetAttributeValue("isCollection", "true");
        _definitions.Children("itemDefinition").FirstOrDefault(other => other.Text("name") == $"t{name}")?.Remove();
        if (_definitions.Elements().FirstOrDefault(element => element.Name.LocalName is not ("description" or "extensionElements" or "import" or "itemDefinition")) is { } next)
            next.AddBeforeSelf(item);
        else
            _definitions.Add(item);
        variable.SetAttributeValue("typeRef", $"t{name}");
    }

    private void Decision(Decision decision, bool isNew)
    {
        var element = Find("decision", decision.Id, decision.Name)!;
        Set(element, "label", decision.Label);
        Describe(element, decision.Description);
        if (DmnNames.DeclaredName(element) != decision.Name)
            Rename(element, decision.Name);
        var before = _before?.Decisions.FirstOrDefault(other => other.Id == decision.Id && other.Id is not null) ?? _before?.Decisions.FirstOrDefault(other => other.Name == decision.Name);
        var type = decision.Logic is LiteralExpression { Type: var given } ? given : null;
        var variable = element.Child("variable");
        var isRetyped = type is not null && type.Kind != ValueKind.Unknown && (before?.Logic as LiteralExpression)?.Type != type;
        if (variable is null && (isNew || isRetyped))
            element.Add(variable = new XElement(_dmn + "variable", new XAttribute("name", decision.Name)));
        if (isRetyped)
            Type(variable!, decision.Name, type!);

        Require(element, decision);
        if (decision.Logic is DecisionTable table)
            new DmnTableWriter(_dmn, Fresh).Write(element.Child("decisionTable") ?? Logic(element, "decisionTable", table.Id), table, before?.Logic as DecisionTable);
        else if (decision.Logic is LiteralExpression literal)
            DmnTableWriter.Put(element.Child("literalExpression") ?? Logic(element, "literalExpression", literal.Id), literal.Text);
    }

    /// <summary>What the cells read is required. Requirements that are there already stay, read or not.</summary>
    private void Require(XElement element, Decision decision)
    {
        var required = element.Children("informationRequirement").SelectMany(one => one.Elements()).Select(one => one.Text("href")).ToHashSet(StringComparer.Ordinal);
        foreach (var name in DmnTableWriter.Mentions(decision, [.. _playbook.Facts.Select(fact => fact.Name), .. _playbook.Decisions.Where(other => other != decision).Select(other => other.Name)]))
        {
            var isDecision = _playbook.Decisions.Any(other => other.Name == name);
            var target = isDecision ? Find("decision", null, name) : Find("inputData", null, Root(name));
            if (target?.Text("id") is not { } id || !required.Add($"#{id}"))
                continue;
            var requirement = new XElement(_dmn + "informationRequirement", new XAttribute("id", Fresh(null, "requirement")), new XElement(_dmn + (isDecision ? "requiredDecision" : "requiredInput"), new XAttribute("href", $"#{id}")));
            if (element.Elements().LastOrDefault(child => BeforeRequirements.Contains(child.Name.LocalName)) is { } last)
                last.AddAfterSelf(requirement);
            else
                element.AddFirst(requirement);
        }
    }

    private XElement Logic(XElement decision, string name, string? id)
    {
        decision.Children("decisionTable").Concat(decision.Children("literalExpression")).Remove();
        var logic = new XElement(_dmn + name, new XAttribute("id", Fresh(id, name)));
        decision.Add(logic);
        return logic;
    }

    private XElement Add(string kind, string? id, string name)
    {
        var element = new XElement(_dmn + kind, new XAttribute("id", Fresh(id, kind)), new XAttribute("name", name));
        if (_definitions.Elements().LastOrDefault(other => other.Name.LocalName is "inputData" or "decision" or "itemDefinition" or "import" or "description" or "extensionElements") is { } last)
            last.AddAfterSelf(element);
        else
            _definitions.AddFirst(element);
        return element;
    }

    private XElement? Find(string kind, string? id, string name) =>
        _definitions.Children(kind).FirstOrDefault(element => id is not null && element.Text("id") == id)
        ?? _definitions.Children(kind).FirstOrDefault(element => DmnNames.DeclaredName(element) == name);

    private void Drop(string kind, IEnumerable<string?> ids, IEnumerable<string> names)
    {
        var (keptIds, keptNames) = (ids.ToHashSet(StringComparer.Ordinal), names.ToHashSet(StringComparer.Ordinal));
        var dropped = _definitions.Children(kind).Where(element => !keptIds.Contains(element.Text("id") ?? "")
            && !keptNames.Contains(DmnNames.DeclaredName(element))).ToList();
        var gone = dropped.Select(element => element.Text("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        dropped.Remove();
        // Nor does anything point at it: no requirement, and nothing in the diagram.
        var requirements = _definitions.Descendants(_dmn + "informationRequirement").Where(one => one.Elements().Any(required => required.Text("href") is ['#', .. var id] && gone.Contains(id))).ToList();
        gone.UnionWith(dropped.Concat(requirements).DescendantsAndSelf().Select(element => element.Text("id")).OfType<string>());
        requirements.Remove();
        _definitions.Descendants().Where(element => element.Text("dmnElementRef") is { } shown && gone.Contains(shown)).Remove();
    }

    private static void Rename(XElement element, string name)
    {
        element.SetAttributeValue("name", name);
        element.Child("variable")?.SetAttributeValue("name", name);
    }

    /// <summary>This id if nothing has it yet, otherwise one of our own.</summary>
    private string Fresh(string? id, string kind)
    {
        if (id is not null && _ids.Add(id))
            return id;
        var number = 1;
        while (!_ids.Add($"{kind}_{number}"))
            number++;
        return $"{kind}_{number}";
    }

    /// <summary>The input behind a fact: <c>order</c> for <c>order.paid</c>, unless an input has the whole name.</summary>
    private string Root(string fact) =>
        _definitions.Children("inputData").Any(input => DmnNames.DeclaredName(input) == fact) || !fact.Contains('.', StringComparison.Ordinal) || _playbook.Document is null
            ? fact
            : fact[..fact.IndexOf('.', StringComparison.Ordinal)];

    private void Describe(XElement element, string? description)
    {
        if (element.Child("description") is { } known)
        {
            if (description is null)
                known.Remove();
            else if (known.Value != description)
                known.Value = description;
        }
        else if (description is not null)
        {
            element.AddFirst(new XElement(_dmn + "description", description));
        }
    }

    private static void Set(XElement element, string attribute, string? value)
    {
        if (element.Text(attribute) != value && !(element.Attribute(attribute) is null && value is ""))
            element.SetAttributeValue(attribute, value);
    }

    private static void SetFlag(XElement element, string name, bool value)
    {
        if (value)
            element.SetAttributeValue(DmnNames.Own + name, "true");
    }
}
