using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Feel;
using AfterSales.Domain.Playbooks.Tables;
using AfterSales.Domain.Playbooks.Values;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>Writes a decision table into an element that may hold an older state of it.</summary>
internal sealed class DmnTableWriter(XNamespace dmn, Func<string?, string, string> freshId)
{
    /// <param name="before">What the element said when it was read.</param>
    public void Write(XElement element, DecisionTable table, DecisionTable? before)
    {
        if (table.HitPolicy != DmnNames.HitPolicyOf(element.Text("hitPolicy")))
            element.SetAttributeValue("hitPolicy", DmnNames.Of(table.HitPolicy));
        if (table.Aggregation != DmnNames.AggregationOf(element.Text("aggregation")))
            element.SetAttributeValue("aggregation", table.Aggregation == Aggregation.None ? null : table.Aggregation.ToString().ToUpperInvariant());
        var was = Columns.Of(element);
        Match(element, "input", table.Inputs, input => input.Id, Input);
        Match(element, "output", table.Outputs, output => output.Id, (column, output) => Output(column, output, Earlier(before, output)));
        Match(element, "annotation", table.Annotations, _ => null, (annotation, name) => annotation.SetAttributeValue("name", name));
        var moved = was != Columns.Of(element);
        Match(element, "rule", table.Rows, row => row.Id, (rule, row) => Row(rule, row, moved));
    }

    /// <summary>Sets the text of an expression, unless it says so already.</summary>
    public static void Put(XElement holder, string text)
    {
        if (holder.Child("text") is not { } known)
            holder.Add(new XElement(holder.Name.Namespace + "text", text));
        else if (known.Value != text && known.Value.Trim() != text)
            known.Value = text;
    }

    /// <summary>The names among these that the cells of a decision read.</summary>
    public static IEnumerable<string> Mentions(Decision decision, IReadOnlyList<string> names)
    {
        var scope = new FeelScope(names.Select(name => (name, new FactType(ValueKind.Unknown))), TimeZoneInfo.Utc);
        var symbols = decision.Logic switch
        {
            DecisionTable table => table.Inputs.SelectMany(input => Of(input.Expression))
                .Concat(table.Rows.SelectMany(row => row.Inputs).Distinct().SelectMany(cell => FeelParser.ParseTest(cell, scope).Value?.Symbols ?? []))
                .Concat(table.Rows.SelectMany(row => row.Outputs).Distinct().SelectMany(Of)),
            LiteralExpression literal => Of(literal.Text),
            _ => [],
        };
        return symbols.Distinct().Order().Select(symbol => names[symbol]);

        IEnumerable<int> Of(string text) => FeelParser.ParseExpression(text, scope).Value?.Symbols ?? [];
    }

    /// <summary>Brings the children of a kind in line with what there should be: by id, otherwise by place. Untouched when nothing moved.</summary>
    private void Match<T>(XElement parent, string kind, IReadOnlyList<T> wanted, Func<T, string?> idOf, Action<XElement, T> write)
    {
        var known = parent.Children(kind).ToList();
        var result = wanted.Select((item, place) => known.Find(element => idOf(item) is { } id && element.Text("id") == id)
            ?? (idOf(item) is null && place < known.Count && known[place].Attribute("id") is null ? known[place] : New(kind, idOf(item)))).ToList();
        for (var i = 0; i < result.Count; i++)
            write(result[i], wanted[i]);
        if (result.SequenceEqual(known))
            return;
        var before = known.FirstOrDefault()?.PreviousNode ?? Preceding(parent, kind);
        known.Remove();
        if (before is null)
            parent.AddFirst(result);
        else
            before.AddAfterSelf(result);
    }

    private XElement New(string kind, string? id) =>
        kind == "annotation" ? new XElement(dmn + kind) : new XElement(dmn + kind, new XAttribute("id", freshId(id, kind)));

    /// <summary>The order of the schema: inputs, outputs, annotations, rules.</summary>
    private static XElement? Preceding(XElement table, string kind)
    {
        string[] order = ["description", "extensionElements", "input", "output", "annotation", "rule"];
        return table.Elements().LastOrDefault(child => Array.IndexOf(order, child.Name.LocalName) is >= 0 and var place && place < Array.IndexOf(order, kind));
    }

    private void Input(XElement element, TableInput input)
    {
        Label(element, input.Label);
        if (element.Child("inputExpression") is not { } expression)
            element.AddFirst(expression = new XElement(dmn + "inputExpression"));
        Put(expression, input.Expression);
        if (input.TypeRef is not null && expression.Text("typeRef") != input.TypeRef)
            expression.SetAttributeValue("typeRef", input.TypeRef);
        if (input.Allowed is { } allowed)
            Put(Holder(element, "inputValues"), allowed);
    }

    private static TableOutput? Earlier(DecisionTable? before, TableOutput output) =>
        before?.Outputs.FirstOrDefault(other => output.Id is null ? other.Name == output.Name : other.Id == output.Id);

    private void Output(XElement element, TableOutput output, TableOutput? before)
    {
        Label(element, output.Label);
        if (output.Name != before?.Name)
            element.SetAttributeValue("name", output.Name);
        // A type that comes from elsewhere in the file is left there unless it is another now.
        if (output.Type != before?.Type)
        {
            element.SetAttributeValue("typeRef", DmnNames.TypeRef(output.Type.Kind));
            element.SetAttributeValue(DmnNames.Own + "money", output.Type.IsMoney ? "true" : null);
            if (output.Type.Allowed is { } allowed)
                Put(Holder(element, "outputValues"), allowed);
            else
                element.Child("outputValues")?.Remove();
        }

        if (output.Default is { } written)
            Put(Holder(element, "defaultOutputEntry"), written);
        else
            element.Child("defaultOutputEntry")?.Remove();
    }

    private void Row(XElement rule, TableRow row, bool columnsMoved)
    {
        if (row.Description != rule.Child("description")?.Value)
        {
            rule.Child("description")?.Remove();
            if (row.Description is { } description)
                rule.AddFirst(new XElement(dmn + "description", description));
        }

        Cells(rule, "inputEntry", row.Inputs, columnsMoved);
        Cells(rule, "outputEntry", row.Outputs, columnsMoved);
        Cells(rule, "annotationEntry", row.Annotations, columnsMoved);
    }

    private void Cells(XElement rule, string kind, IReadOnlyList<string> cells, bool anew)
    {
        if (anew)
            rule.Children(kind).Remove();
        var known = rule.Children(kind).ToList();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i < known.Count)
                Put(known[i], cells[i]);
            else if (known.Count > 0)
                (i == known.Count ? known[^1] : rule.Children(kind).Last()).AddAfterSelf(new XElement(dmn + kind, new XElement(dmn + "text", cells[i])));
            else
                rule.Add(new XElement(dmn + kind, new XElement(dmn + "text", cells[i])));
        }

        known.Skip(cells.Count).Remove();
    }

    private XElement Holder(XElement element, string name)
    {
        if (element.Child(name) is not { } holder)
        {
            holder = new XElement(dmn + name);
            if (element.Child("defaultOutputEntry") is { } last && name == "outputValues")
                last.AddBeforeSelf(holder);
            else
                element.Add(holder);
        }

        return holder;
    }

    private static void Label(XElement element, string? label)
    {
        if (element.Text("label") != label)
            element.SetAttributeValue("label", label);
    }

    /// <summary>Which columns a table has. When they change, cells keep no ids: a cell of one column must not take over that of another.</summary>
    private readonly record struct Columns(string Ids)
    {
        public static Columns Of(XElement table) =>
            new(string.Join(' ', table.Children("input").Concat(table.Children("output")).Select(column => column.Text("id"))));
    }
}
