using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.Importing;
using AfterSales.Domain.Shared;

namespace AfterSales.Application.Conversations;

/// <summary>What a copied chat becomes. Each message gets an id made of what was said, so that pasting the same chat again does nothing.</summary>
internal static class ChatMessages
{
    private const string Channel = "qianniu";

    /// <param name="buyer">The buyer's nick; everybody else speaks for the store.</param>
    /// <param name="fallback">When something without a date, before anything with one, was said.</param>
    public static IReadOnlyList<IncomingMessage> Of(ChatTranscript chat, string buyer, string? orderNo, DateTimeOffset fallback)
    {
        var turns = new Dictionary<string, int>(StringComparer.Ordinal);
        var messages = new List<IncomingMessage>(chat.Entries.Count);
        var at = fallback;
        foreach (var entry in chat.Entries)
        {
            at = entry.SentAt ?? at;
            var said = Said(entry, buyer);
            var turn = turns[said] = turns.GetValueOrDefault(said) + 1;
            messages.Add(new IncomingMessage(IdOf(said, turn), Channel, buyer, orderNo, KindOf(entry, buyer), entry.AgentName ?? entry.Speaker, TextOf(entry), at,
                [.. entry.MediaUrls.Take(MessageRules.MaxAttachments).Select(url => new Attachment(NameOf(url), null, url))]));
        }

        return messages;
    }

    private static MessageKind KindOf(ChatEntry entry, string buyer) =>
        entry.Event == ChatEvent.Recall ? MessageKind.Event
        : entry.Speaker == buyer ? MessageKind.Buyer
        : entry.MaybeAutomatic ? MessageKind.Automatic
        : MessageKind.Reply;

    // A message taken back is kept as the chat window tells it.
    private static string TextOf(ChatEntry entry) => entry.Event == ChatEvent.Recall ? ChatNoise.Recall(entry.Speaker) : entry.Text;

    private static string Said(ChatEntry entry, string buyer) =>
        string.Join('\u001F', [buyer, entry.Speaker, entry.SentAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "", entry.Event.ToString(), entry.Text, .. entry.MediaUrls]);

    private static string IdOf(string said, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"chat:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..40]}:{turn}");

    private static string NameOf(string url)
    {
        var name = Uri.UnescapeDataString(new Uri(url).Segments[^1]).Trim('/');
        return name.Length is > 0 and <= 100 ? PlainText.Storable(name) : "file";
    }
}
