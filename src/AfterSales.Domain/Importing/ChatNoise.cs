namespace AfterSales.Domain.Importing;

/// <summary>What the chat window shows between messages and nobody said.</summary>
public static class ChatNoise
{
    private const string RecallWords = "撤回了一条消息";

    // Of evidence that is a link.
    private const int LongestUrl = 2000;

    private static readonly string[] Lines = ["已读", "未读", "发送中", "商品详情页", "商品推荐", "千牛"];

    private static readonly string[] MediaEndings = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".mp4", ".mov"];

    /// <summary>The line a chat window shows for a message taken back.</summary>
    public static string Recall(string nick) => nick + " " + RecallWords;

    internal static bool IsNoise(string line) =>
        Lines.Contains(line, StringComparer.Ordinal)
        || line.StartsWith("当前用户来自", StringComparison.Ordinal)
        || (line.StartsWith('由') && line.Contains("转交给", StringComparison.Ordinal))
        || line.StartsWith("原因：【", StringComparison.Ordinal)
        || IsLonePrice(line);

    /// <summary>Who took a message back, if the line says so.</summary>
    internal static string? RecalledBy(string line) =>
        line.EndsWith(RecallWords, StringComparison.Ordinal) && line[..^RecallWords.Length].Trim() is { Length: > 0 and <= 60 } nick ? nick : null;

    /// <summary>The address of a picture or video that stands alone in its line, sometimes in back-ticks; none that could not be evidence as a link.</summary>
    internal static string? MediaUrl(string line)
    {
        var text = line.Trim('`', ' ');
        if (text.Length > LongestUrl || !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.Contains(' ')) return null;
        // A user name in front of the host makes a foreign address look like a known one.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)) return null;

        return MediaEndings.Any(ending => url.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || url.Host.EndsWith(".alicdn.com", StringComparison.OrdinalIgnoreCase)
            ? text
            : null;
    }

    internal static bool SaysAutomatic(string text) => text.TrimStart('[', '【', '(', '（').StartsWith("自动回复", StringComparison.Ordinal);

    private static bool IsLonePrice(string line) => line is ['¥' or '￥', _, ..] && CellText.IsPlainNumber(line.AsSpan(1).Trim());
}
