using System.Text;

namespace AfterSales.Domain.Conversations;

/// <summary>
/// What somebody types to find something: words with spaces between them, all of which have to be there, anywhere and in any order. What stands in quotation marks is one word with its spaces.
/// </summary>
public sealed class SoughtWords
{
    /// <summary>Longest text that is looked for, in characters.</summary>
    public const int MaxText = 100;

    private const string Ellipsis = "…";

    private SoughtWords(IReadOnlyList<string> words)
    {
        Words = words;
        var grams = new HashSet<int>();
        foreach (var word in words) TextGrams.OfWord(grams, word);
        Grams = [.. grams.Order()];
    }

    /// <summary>As they are compared.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What a conversation must have all of to hold the words; none where a single character is all that was typed.</summary>
    public IReadOnlyList<int> Grams { get; }

    /// <summary>Whether conversations can be searched for it.</summary>
    public bool IsLongEnough => Grams.Count > 0;

    public static SoughtWords Read(string? text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quoted = false;
        foreach (var c in TextGrams.Fold(text is { Length: > MaxText } ? text[..MaxText] : text ?? ""))
        {
            if (IsQuote(c))
            {
                Take();
                quoted = !quoted;
            }
            else if (char.IsWhiteSpace(c) && !quoted) Take();
            else word.Append(c);
        }
        Take();
        return new([.. words.Distinct(StringComparer.Ordinal)]);

        void Take()
        {
            if (word.ToString().Trim() is { Length: > 0 } taken) words.Add(taken);
            word.Clear();
        }
    }

    /// <summary>Whether each of the words stands in one of the texts.</summary>
    public bool AreIn(IReadOnlyCollection<string> texts)
    {
        var folded = texts.Select(TextGrams.Fold).ToList();
        return Words.Count > 0 && Words.All(word => folded.Exists(text => text.Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>How many of the words stand in this text.</summary>
    public int CountIn(string text)
    {
        var folded = TextGrams.Fold(text);
        return Words.Count(word => folded.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Where they stand: in the order of the text, none within another.</summary>
    public IReadOnlyList<(int Start, int Length)> MarksIn(string text)
    {
        var folded = TextGrams.Fold(text);
        var marks = new List<(int Start, int Length)>();
        foreach (var word in Words)
            for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                marks.Add((at, word.Length));
        marks.Sort();
        var apart = new List<(int Start, int Length)>(marks.Count);
        foreach (var (start, length) in marks)
        {
            if (apart is [.., var last] && start <= last.Start + last.Length) apart[^1] = (last.Start, Math.Max(last.Length, start + length - last.Start));
            else apart.Add((start, length));
        }
        return apart;
    }

    /// <summary>So much of a text as is shown of it, on one line, around the first of the words.</summary>
    public string Around(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= most) return line;
        var first = MarksIn(line) is [var mark, ..] ? mark.Start : 0;
        // A third of what is shown stands before it.
        var from = Math.Clamp(first - (most / 3), 0, line.Length - most);
        var until = from + most;
        // Not between the two halves of one character.
        if (from > 0 && char.IsLowSurrogate(line[from])) from++;
        if (until < line.Length && char.IsLowSurrogate(line[until])) until--;
        return $"{(from > 0 ? Ellipsis : "")}{line[from..until]}{(until < line.Length ? Ellipsis : "")}";
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '「' or '」';
}
