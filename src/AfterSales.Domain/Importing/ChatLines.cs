namespace AfterSales.Domain.Importing;

internal sealed record ChatDraft(int LineNumber, string Speaker, string? Addressee, string? Time, ChatEvent Event)
{
    public List<string> Lines { get; } = [];
    public List<string> MediaUrls { get; } = [];
}

/// <summary>Cuts a copied chat into messages: a header opens one, all lines up to the next header belong to it.</summary>
internal sealed class ChatLines
{
    private readonly string[] lines;
    private readonly List<ChatDraft> drafts = [];
    private readonly List<ChatLeftover> leftovers = [];
    private ChatDraft? open;

    private ChatLines(string text, int most) =>
        lines = [.. text.ReplaceLineEndings("\n").Split('\n', most < int.MaxValue ? most + 1 : most).Take(most).Select(line => line.Trim(' ', '\t', '\r', '\uFEFF', '\u00A0', '\u3000'))];

    public static (IReadOnlyList<ChatDraft> Drafts, IReadOnlyList<ChatLeftover> Leftovers) Read(string text, int mostLines = int.MaxValue)
    {
        var reading = new ChatLines(text, mostLines);
        for (var i = 0; i < reading.lines.Length; i++) i = reading.ReadLine(i);
        return (reading.drafts, reading.leftovers);
    }

    /// <summary>Reads the line, and says which line it ended on: some headers take two.</summary>
    private int ReadLine(int i)
    {
        var line = lines[i];
        if (line.Length == 0)
        {
            open?.Lines.Add("");
            return i;
        }

        if (ChatNoise.IsNoise(line)) return i;

        if (ChatNoise.RecalledBy(line) is { } nick)
        {
            drafts.Add(new ChatDraft(i + 1, nick, null, null, ChatEvent.Recall));
            return i;
        }

        if (ChatHeader.Read(line) is { } header)
        {
            Open(i, header);
            return i;
        }

        if (IsNickOverTime(i))
        {
            Open(i, new ChatHeader(line, null, lines[i + 1]));
            return i + 1;
        }

        if (ChatHeader.IsTime(line) && i + 1 < lines.Length && ChatHeader.ReadSpeaker(lines[i + 1], line) is { } spoken)
        {
            Open(i, spoken);
            return i + 1;
        }

        Continue(i, line);
        return i;
    }

    // A nick alone, then a time alone. Where `时间` is followed by `发送者：…`, the line above the time is the end of the message before.
    private bool IsNickOverTime(int i)
    {
        if (i + 1 >= lines.Length || lines[i].Length > 60 || ChatHeader.IsTime(lines[i]) || !ChatHeader.IsTime(lines[i + 1])) return false;

        var startsParagraph = i == 0 || lines[i - 1].Length == 0 || ChatNoise.IsNoise(lines[i - 1]);
        return startsParagraph || i + 2 >= lines.Length || ChatHeader.ReadSpeaker(lines[i + 2], lines[i + 1]) is null;
    }

    private void Open(int i, ChatHeader header)
    {
        open = new ChatDraft(i + 1, header.Speaker, header.Addressee, header.Time, ChatEvent.Message);
        drafts.Add(open);
        if (header.Text?.Trim() is { Length: > 0 } text) Continue(i, text);
    }

    private void Continue(int i, string line)
    {
        if (open is null) leftovers.Add(new ChatLeftover(i + 1, line));
        else if (ChatNoise.MediaUrl(line) is { } url) open.MediaUrls.Add(url);
        else open.Lines.Add(line);
    }
}
