using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AfterSales.Load.Reporting;

/// <summary>Prints tables for people and JSON for programs.</summary>
internal sealed class Report(IReadOnlyDictionary<string, string> machine)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<Section> _sections = [];

    public void Add(Section section) => _sections.Add(section);

    public async Task WriteAsync(TextWriter writer, string? jsonFile)
    {
        if (_sections.Count == 0) return;
        await writer.WriteLineAsync(string.Join("; ", machine.Select(m => $"{m.Key}: {m.Value}")));
        foreach (var section in _sections) await writer.WriteAsync(Text(section));
        var json = JsonSerializer.Serialize(new { machine, sections = _sections.Select(Shape) }, Json);
        await writer.WriteLineAsync($"\n{json}");
        if (jsonFile is not null) await File.WriteAllTextAsync(jsonFile, json);
    }

    private static string Text(Section section)
    {
        string[][] cells = [section.Columns, .. section.Rows.Select(row => row.Select(Cell).ToArray())];
        var widths = section.Columns.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        var lines = cells.Select(row => "| " + string.Join(" | ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + " |").ToList();
        lines.Insert(1, "|" + string.Join('|', widths.Select((w, i) => i == 0 ? new string('-', w + 2) : new string('-', w + 1) + ':')) + "|");
        var targets = section.Targets.Select(t => $"{(t.Met ? "met   " : "MISSED")} {t.What}: {Cell(t.Result)} {t.Unit} (target {(t.AtLeast ? "≥" : "≤")} {Cell(t.Limit)})");
        return string.Join('\n', (string[])["", $"## {section.Name}", "", .. lines, "", .. targets, .. section.Notes.Select(n => $"- {n}"), ""]);
    }

    private static object Shape(Section section) => new
    {
        section.Name,
        rows = section.Rows.Select(row => row.Select((cell, i) => (section.Columns[i], cell)).ToDictionary(c => c.Item1, c => c.cell, StringComparer.Ordinal)),
        section.Targets,
        section.Notes,
    };

    private static string Cell(object? value) => value switch
    {
        null => "",
        double d when Math.Abs(d) >= 100 => d.ToString("N0", CultureInfo.InvariantCulture),
        double d => d.ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
