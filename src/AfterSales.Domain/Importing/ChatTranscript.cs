using AfterSales.Domain.Shared;

namespace AfterSales.Domain.Importing;

/// <summary>A chat as copied out of 千牛 or a tool around it.</summary>
public sealed record ChatTranscript(IReadOnlyList<ChatEntry> Entries, IReadOnlyList<ChatLeftover> NotUnderstood, string? BuyerNick)
{
    /// <summary>How far into a text a header must show for it to be a chat at all.</summary>
    private const int LinesToRecognise = 40;

    public static ChatTranscript Read(string text, ChatHints hints)
    {
        var (drafts, leftovers) = ChatLines.Read(PlainText.Storable(text));
        var sides = new ChatSides(hints, drafts);
        return new ChatTranscript([.. drafts.Select(draft => ToEntry(draft, sides, hints))], leftovers, sides.BuyerNick);
    }

    public static bool LooksLikeChat(string text) => ChatLines.Read(text, LinesToRecognise).Drafts.Count > 0;

    private static ChatEntry ToEntry(ChatDraft draft, ChatSides sides, ChatHints hints)
    {
        var text = string.Join('\n', draft.Lines).Trim();
        return new ChatEntry
        {
            LineNumber = draft.LineNumber,
            Speaker = draft.Speaker,
            Side = sides.Of(draft.Speaker),
            AgentName = sides.AgentName(draft.Speaker),
            SentAt = SentAt(draft.Time, hints),
            Text = text,
            MediaUrls = draft.MediaUrls,
            Event = draft.Event,
            MaybeAutomatic = ChatNoise.SaysAutomatic(text),
        };
    }

    private static DateTimeOffset? SentAt(string? time, ChatHints hints)
    {
        if (time is null) return null;

        var hasDate = time.Length > 5;
        if (!hasDate && hints.Day is null) return null;
        return CellDates.Read(hasDate ? time : $"{hints.Day:yyyy-MM-dd} {time}", hints.Zone).Value;
    }
}
