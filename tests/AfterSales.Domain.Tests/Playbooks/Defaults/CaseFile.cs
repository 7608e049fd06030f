using System.Runtime.CompilerServices;
using AfterSales.Domain.Playbooks.Guidance;

namespace AfterSales.Domain.Tests.Playbooks.Defaults;

/// <summary>
/// A table of cases as a domain person keeps it: <c>cases/&lt;type&gt;.csv</c>. The first column says what the case is, then come facts, and after the
/// column <c>→</c> what is expected (<see cref="Expected"/>). An empty fact is what it is in an ordinary case, or unknown (<see cref="Desk"/>).
/// </summary>
internal sealed record CaseFile(string Type, IReadOnlyList<CaseLine> Lines)
{
    /// <summary>Not <c>=&gt;</c>, which a spreadsheet takes for a formula.</summary>
    private const string Arrow = "→";

    public static IEnumerable<string> Types => Directory.EnumerateFiles(Folder(), "*.csv").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static CaseFile Read(string type) => Read(type, Path.Combine(Folder(), type + ".csv"));

    public static CaseFile Read(string type, string path)
    {
        var rows = File.ReadAllLines(path).Select((text, index) => (Number: index + 1, Cells: text.Split(',', StringSplitOptions.TrimEntries)))
            .Where(row => row.Cells.Any(cell => cell.Length > 0) && !row.Cells[0].StartsWith('#')).ToList();
        var header = rows[0].Cells;
        var arrow = Array.IndexOf(header, Arrow);
        return new CaseFile(type,
        [
            .. rows.Skip(1).Select(row => new CaseLine(
                row.Number,
                row.Cells[0],
                row.Cells.Length == header.Length,
                [.. Pairs(header, row.Cells, 1, arrow)],
                [.. Pairs(header, row.Cells, arrow + 1, header.Length)])),
        ]);
    }

    private static IEnumerable<(string Column, string Cell)> Pairs(string[] header, string[] cells, int from, int to) =>
        Enumerable.Range(from, to - from).Where(column => column < cells.Length && cells[column].Length > 0).Select(column => (header[column], cells[column]));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "cases");
}

/// <summary>One case, at its line of the file.</summary>
internal sealed record CaseLine(int Number, string Name, bool IsWhole, IReadOnlyList<(string Fact, string Value)> Facts, IReadOnlyList<(string Column, string Expected)> Expectations)
{
    /// <summary>What differs, each with the place in the file.</summary>
    public IEnumerable<string> Differences(string type, Desk desk)
    {
        if (!IsWhole)
            return [$"{type}.csv:{Number} {Name}: the number of cells is not that of the header"];
        CaseGuidance guidance;
        try
        {
            guidance = desk.Guide(Facts);
        }
        catch (ArgumentException wrong)
        {
            return [$"{type}.csv:{Number} {Name}: {wrong.Message}"];
        }

        return Expectations.SelectMany(one => Expected.Differences(guidance, one.Column, one.Expected)).Select(difference => $"{type}.csv:{Number} {Name}: {difference}");
    }
}
