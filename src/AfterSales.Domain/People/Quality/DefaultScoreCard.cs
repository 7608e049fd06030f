namespace AfterSales.Domain.People.Quality;

/// <summary>The card that a store begins with, in the language it speaks: of an after-sales desk.</summary>
public static class DefaultScoreCard
{
    public const int Version = 1;

    private const int Cells = 6;

    private static readonly ScoreCard Chinese = Read(2), English = Read(3);

    public static ScoreCard In(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    private static ScoreCard Read(int name)
    {
        using var reader = new StreamReader(typeof(DefaultScoreCard).Assembly.GetManifestResourceStream("score-card.csv")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ScoreCard { Version = Version, Criteria = [.. lines.Skip(1).Select(line => Of(CellsOf(line), name))] };
    }

    private static ScoreCriterion Of(List<string> cells, int name)
    {
        var points = int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture);
        return new(cells[0], cells[name], points, MustNotFail: points == 0, cells[name + 2]);
    }

    // A comma within quotes is part of the words.
    private static List<string> CellsOf(string line)
    {
        var cells = new List<string>(Cells);
        foreach (var (part, place) in line.Split('"').Select((part, place) => (part, place)))
        {
            if (place % 2 == 1) cells[^1] += part;
            else if (cells.Count == 0) cells.AddRange(part.Split(','));
            else if (part.Split(',') is [var rest, .. var more])
            {
                cells[^1] += rest;
                cells.AddRange(more);
            }
        }
        return cells;
    }
}
