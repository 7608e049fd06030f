using AfterSales.Domain.Importing;

namespace AfterSales.Application.Importing;

/// <summary>A chat saved as a text file, in whichever encoding.</summary>
public static class ChatFile
{
    // A year of one buyer's chat is a few hundred kilobytes; more than this is not a chat.
    private const int LongestChat = 16 << 20;
    private const int LengthToRecognise = 16 << 10;

    public static (ChatTranscript? Transcript, FileProblem? Problem) Read(Stream content, ChatHints hints)
    {
        var (text, problem) = ReadText(content);
        return (text is null ? null : ChatTranscript.Read(text, hints), problem);
    }

    /// <summary>The text of the file, in whichever encoding it is.</summary>
    public static (string? Text, FileProblem? Problem) ReadText(Stream content)
    {
        var sniffed = FileSniffer.Sniff(content);
        if (sniffed.Problem is { } problem) return (null, problem);
        if (sniffed.Container != FileContainer.Text) return (null, new FileProblem(ProblemCodes.KindNotSupported));
        if (content.Length > LongestChat) return (null, new FileProblem(ProblemCodes.FileTooLarge));

        return (ReadText(content, sniffed, LongestChat), null);
    }

    internal static bool IsChat(Stream content, SniffedFile sniffed) => ChatTranscript.LooksLikeChat(ReadText(content, sniffed, LengthToRecognise));

    private static string ReadText(Stream content, SniffedFile sniffed, int longest)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, sniffed.Encoding!, leaveOpen: true);
        var buffer = new char[(int)Math.Min(longest, content.Length)];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }
}
