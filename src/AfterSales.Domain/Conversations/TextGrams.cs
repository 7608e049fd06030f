using System.Globalization;

namespace AfterSales.Domain.Conversations;

/// <summary>
/// What a text is found by: every two characters that stand side by side, and every three of letters and digits, which occur in so many texts that two say little. A number stands for exactly one of them, so
/// nothing is found for another's sake. Characters are those of UTF-16: an emoji is a pair by itself.
/// </summary>
public static class TextGrams
{
    // No text that is read has a control character in it, so what begins with one is free for threes.
    private const int Three = 1 << 16;
    private const int Narrow = 36;

    /// <summary>As it is compared: what Chinese keyboards type in full width as if it had been typed in half, capitals as small letters. As long as the text, place by place.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = Fold(from[i]);
    });

    /// <summary>Full width as half, capitals as they are.</summary>
    public static string Narrowed(string text) => string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = Narrowed(from[i]);
    });

    /// <summary>Of a text that is to be found.</summary>
    public static void AddTo(HashSet<int> grams, string text)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = Fold(text[i]);
            if (!IsRead(c))
            {
                run = 0;
                continue;
            }
            run++;
            if (run < 2) continue;
            var before = Fold(text[i - 1]);
            grams.Add(Pair(before, c));
            if (run > 2 && IsNarrow(c) && IsNarrow(before) && IsNarrow(Fold(text[i - 2]))) grams.Add(Triple(Fold(text[i - 2]), before, c));
        }
    }

    /// <summary>Of a folded word that is looked for: none of these may be missing where it stands. Two letters or digits of a longer run of them go without saying.</summary>
    public static void OfWord(HashSet<int> grams, string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var (before, c) = (word[i - 1], word[i]);
            if (!IsRead(before) || !IsRead(c)) continue;
            if (!IsNarrow(before) || !IsNarrow(c)) grams.Add(Pair(before, c));
            else if (i > 1 && IsNarrow(word[i - 2])) grams.Add(Triple(word[i - 2], before, c));
            else if (i + 1 == word.Length || !IsNarrow(word[i + 1])) grams.Add(Pair(before, c));
        }
    }

    private static char Fold(char c) => char.ToLowerInvariant(Narrowed(c));

    private static char Narrowed(char c) => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c == '\u3000' ? ' ' : c;

    // Letters of any script, digits and pictures. What stands between them parts them.
    private static bool IsRead(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (c > 0x7f && char.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol);

    private static bool IsNarrow(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static int Pair(char one, char other) => (one << 16) | other;

    private static int Triple(char one, char other, char third) => Three | (((Place(one) * Narrow) + Place(other)) * Narrow) + Place(third);

    private static int Place(char c) => c <= '9' ? c - '0' : c - 'a' + 10;
}
