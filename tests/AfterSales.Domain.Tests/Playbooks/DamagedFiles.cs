using System.Text;
using System.Xml.Linq;
using AfterSales.Domain.Playbooks.Defaults;

namespace AfterSales.Domain.Tests.Playbooks;

/// <summary>Files as they arrive when something went wrong, or when somebody means harm: made up from a seed.</summary>
internal sealed class DamagedFiles(int seed)
{
    private static readonly string[] Originals = [.. DefaultPlaybooks.Types.Append(DefaultPlaybooks.SharedName).Select(DefaultPlaybooks.Document), DmnFiles.Camunda, DmnFiles.Structured, DmnFiles.Old];

    private static readonly string[] Texts =
    [
        "", "-", "not(", "[1..", "\"", "1e999", new string('9', 400), new string('(', 500), new string('-', 300) + "1", "date(\"9999-99-99\")", "duration(\"P999999999Y\")", "null, null", "true and false",
        "if x then y else z", "for i in 1..1000000000 return i", "9 ** 999", "2 ** 0.5 ** 99", "1 / 0", "\ud83d\ude00", "&#0;", "< <", "]]>", "subtype", "remedies", "guide.up to", "situation = situation",
        "max(" + string.Join(", ", Enumerable.Repeat("1", 900)) + ")", new string('x', 5_000),
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var xml = Pick(Originals);
        return _random.Next(10) switch
        {
            0 => Encoding.UTF8.GetBytes(xml[.._random.Next(xml.Length)]),
            1 => Noise(Encoding.UTF8.GetBytes(xml)),
            2 => (Pick([Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1, Encoding.UTF32])).GetBytes(xml),
            3 => Encoding.UTF8.GetBytes(Bomb(xml)),
            _ => Encoding.UTF8.GetBytes(Rearranged(xml)),
        };
    }

    private byte[] Noise(byte[] bytes)
    {
        for (var i = _random.Next(1, 20); i > 0; i--)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    /// <summary>Entities that would unfold without end, or lead to other files; elements within elements.</summary>
    private string Bomb(string xml)
    {
        var body = xml[(xml.IndexOf("?>", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)..];
        const string lol = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
        const string file = "<!DOCTYPE d [<!ENTITY d SYSTEM \"file:///etc/passwd\">]>";
        var depth = _random.Next(1, 3_000);
        return _random.Next(3) switch
        {
            0 => lol + body.Replace("<text>", "<text>&d;", StringComparison.Ordinal),
            1 => file + body.Replace("<text>", "<text>&d;", StringComparison.Ordinal),
            _ => body.Replace("<text>", string.Concat(Enumerable.Repeat("<text>", depth)), StringComparison.Ordinal),
        };
    }

    /// <summary>Well-formed, but elements and attributes are missing, doubled, swapped, or say something else.</summary>
    private string Rearranged(string xml)
    {
        var root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        for (var i = _random.Next(1, 8); i > 0; i--)
        {
            var elements = root.Descendants().ToList();
            if (elements.Count < 2)
                break;
            var (one, other) = (Pick(elements), Pick(elements));
            switch (_random.Next(9))
            {
                case 0: one.Remove(); break;
                case 1: one.AddAfterSelf(Enumerable.Range(0, _random.Next(1, 40)).Select(_ => new XElement(one))); break;
                case 2 when !one.Ancestors().Contains(other) && !other.Ancestors().Contains(one) && one != other: Swap(one, other); break;
                case 3: Attributes(one, elements); break;
                case 4: Attributes(root, elements); break;
                case 5: Pick(elements.Where(element => element.Name.LocalName == "text").DefaultIfEmpty(one).ToList()).Value = Pick(Texts).Replace("\0", "", StringComparison.Ordinal); break;
                case 6: one.Name = one.Name.Namespace + Pick(elements).Name.LocalName; break;
                case 7: Same(elements, "name"); break;
                default: Same(elements, "id"); break;
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static void Swap(XElement one, XElement other)
    {
        var (first, second) = (new XElement(one), new XElement(other));
        one.ReplaceWith(second);
        other.ReplaceWith(first);
    }

    private void Attributes(XElement element, List<XElement> elements)
    {
        if (element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList() is not { Count: > 0 } attributes)
            return;
        var attribute = Pick(attributes);
        if (_random.Next(3) == 0)
            attribute.Remove();
        else
            attribute.Value = Pick(elements).Attributes().FirstOrDefault()?.Value is { } value && _random.Next(2) == 0 ? value : new string([.. Pick(Texts).Where(character => !char.IsSurrogate(character)).Take(40)]);
    }

    /// <summary>Two things of one name or id; a decision that takes the name of what it reads closes a circle.</summary>
    private void Same(List<XElement> elements, string attribute)
    {
        var named = elements.Where(element => element.Attribute(attribute) is not null).ToList();
        if (named.Count > 1)
            Pick(named).SetAttributeValue(attribute, Pick(named).Attribute(attribute)!.Value);
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
