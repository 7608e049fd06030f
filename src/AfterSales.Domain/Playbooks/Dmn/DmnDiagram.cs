using System.Xml.Linq;

namespace AfterSales.Domain.Playbooks.Dmn;

/// <summary>
/// Draws a diagram for a file that has none: inputs at the bottom, each decision above what it requires. Without one, modellers show nothing and lose
/// what people add.
/// </summary>
internal sealed class DmnDiagram
{
    private const int Width = 180;
    private const int Height = 80;
    private const int InputHeight = 45;
    private const int Gap = 40;
    private const int MostInARow = 8;

    /// <summary>Beside the tools of the modeller.</summary>
    private const int Left = 160;
    private const int Top = 80;
    private const int LayerGap = 100;

    private static readonly XNamespace Di = "https://www.omg.org/spec/DMN/20191111/DMNDI/";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DMN/20180521/DC/";
    private static readonly XNamespace Lines = "http://www.omg.org/spec/DMN/20180521/DI/";

    private readonly List<XElement> _elements;
    private readonly Dictionary<string, (int X, int Y, int Height)> _places = new(StringComparer.Ordinal);

    private DmnDiagram(XElement definitions) =>
        _elements = [.. definitions.Children("inputData").Concat(definitions.Children("decision")).Where(element => element.Text("id") is not null)];

    /// <summary>Adds the diagram to a file that this writer has made.</summary>
    public static void Draw(XElement definitions)
    {
        var diagram = new DmnDiagram(definitions);
        if (diagram._elements.Count == 0)
            return;
        diagram.Place();
        definitions.Add(new XElement(
            Di + "DMNDI",
            new XAttribute(XNamespace.Xmlns + "dmndi", Di.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "di", Lines.NamespaceName),
            new XElement(Di + "DMNDiagram", diagram._elements.Select(diagram.Shape), diagram._elements.SelectMany(diagram.Edges))));
    }

    private void Place()
    {
        var layers = Layers();
        var y = Top;
        foreach (var row in _elements.GroupBy(element => layers[Id(element)]).OrderByDescending(layer => layer.Key).SelectMany(layer => layer.Chunk(MostInARow)))
        {
            foreach (var (element, place) in row.Select((element, place) => (element, place)))
                _places[Id(element)] = (Left + (place * (Width + Gap)), y, element.Name.LocalName == "inputData" ? InputHeight : Height);
            y += Height + LayerGap;
        }
    }

    /// <summary>An input is in the lowest layer, a decision at least one above all it requires. Decisions in a circle stay where they are when it is gone through.</summary>
    private Dictionary<string, int> Layers()
    {
        var layers = _elements.ToDictionary(Id, _ => 0, StringComparer.Ordinal);
        for (var (round, moved) = (0, true); moved && round < _elements.Count; round++)
        {
            moved = false;
            foreach (var element in _elements)
            {
                foreach (var (_, below) in Required(element).Where(one => layers.ContainsKey(one.Id) && layers[one.Id] >= layers[Id(element)]))
                {
                    layers[Id(element)] = layers[below] + 1;
                    moved = true;
                }
            }
        }

        return layers;
    }

    private XElement Shape(XElement element)
    {
        var (x, y, height) = _places[Id(element)];
        return new XElement(
            Di + "DMNShape",
            new XAttribute("id", $"shape_{Id(element)}"),
            new XAttribute("dmnElementRef", Id(element)),
            new XElement(Dc + "Bounds", new XAttribute("height", height), new XAttribute("width", Width), new XAttribute("x", x), new XAttribute("y", y)));
    }

    /// <summary>From the top of what is required to the bottom of who requires it.</summary>
    private IEnumerable<XElement> Edges(XElement element) =>
        from below in Required(element)
        where _places.ContainsKey(below.Id)
        let start = _places[below.Id]
        let end = _places[Id(element)]
        select new XElement(
            Di + "DMNEdge",
            new XAttribute("id", $"edge_{below.Requirement}"),
            new XAttribute("dmnElementRef", below.Requirement),
            Point(start.X + (Width / 2), start.Y),
            Point(end.X + (Width / 2), end.Y + end.Height));

    private static XElement Point(int x, int y) => new(Lines + "waypoint", new XAttribute("x", x), new XAttribute("y", y));

    private static IEnumerable<(string Requirement, string Id)> Required(XElement element) =>
        from requirement in element.Children("informationRequirement")
        let id = requirement.Text("id")
        let target = requirement.Elements().FirstOrDefault()?.Text("href")
        where id is not null && target?.StartsWith('#') == true
        select (id, target[1..]);

    private static string Id(XElement element) => element.Text("id")!;
}
