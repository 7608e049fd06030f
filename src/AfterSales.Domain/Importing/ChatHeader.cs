using System.Buffers;
using System.Globalization;

namespace AfterSales.Domain.Importing;

/// <summary>The line above a message: who, sometimes to whom, and when. <see cref="Text"/> is set where the message stands in the same line.</summary>
internal sealed record ChatHeader(string Speaker, string? Addressee, string Time, string? Text = null)
{
    private const int LongestHeader = 120;
    private const int LongestNick = 60;
    private const string Arrow = "-->";

    // A sentence that ends in a time (`预计送达，2026-3-1 18:00:00`) is no header: nicks have none of these.
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create("，。！？；、");

    /// <summary>`昵称 2026-3-1 9:05:11`, `昵称2026-3-1 9:05:11`, `A --> B 2026-3-1 9:05:11`, `[昵称] 2024-01-01 10:00:00`, `买家 20:05：…`.</summary>
    public static ChatHeader? Read(string line)
    {
        var colon = line.IndexOf('：', StringComparison.Ordinal);
        if (colon > 0 && colon < LongestHeader && ReadDialog(line, colon) is { } dialog) return dialog;
        if (line.Length > LongestHeader) return null;

        for (var start = 1; start < line.Length; start++)
        {
            if (!IsTime(line.AsSpan(start))) continue;

            var names = line[..start].Trim();
            if (names is ['[', .. var inner, ']']) names = inner.Trim();
            if (names.Length is 0 or > LongestNick || names.AsSpan().ContainsAny(SentenceMarks)) return null;

            var arrow = names.IndexOf(Arrow, StringComparison.Ordinal);
            return arrow > 0
                ? new ChatHeader(names[..arrow].Trim(), names[(arrow + Arrow.Length)..].Trim(), line[start..])
                : new ChatHeader(names, null, line[start..]);
        }

        return null;
    }

    /// <summary>A date with a time of day to the second, and nothing else: `2026-3-1 9:05:11`.</summary>
    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length is < 15 or > 23 || text[0] is not ('1' or '2') || text[4] is not ('-' or '/' or '年') || text.Count(':') != 2) return false;
        return CellDates.Read(text.ToString(), TimeZoneInfo.Utc).Value is not null;
    }

    /// <summary>`小美：您好`, as third-party tables put it under the time.</summary>
    public static ChatHeader? ReadSpeaker(string line, string time)
    {
        var colon = line.IndexOf('：', StringComparison.Ordinal);
        return colon is > 0 and <= LongestNick && !line.AsSpan(0, colon).ContainsAny(' ', '，')
            ? new ChatHeader(line[..colon].Trim(), null, time, line[(colon + 1)..])
            : null;
    }

    // The complaint dialog shows no date, only `20:05`.
    private static ChatHeader? ReadDialog(string line, int colon)
    {
        var space = line.LastIndexOf(' ', colon);
        if (space <= 0 || space > LongestNick) return null;

        var time = line.AsSpan(space + 1, colon - space - 1);
        return time.Length is 4 or 5 && TimeOnly.TryParseExact(time, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new ChatHeader(line[..space].Trim(), null, time.ToString(), line[(colon + 1)..])
            : null;
    }
}
