using AfterSales.Application.Persistence;
using AfterSales.Application.Stores;
using AfterSales.Domain.Importing;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Application.Conversations;

/// <param name="Text">The chat as copied out of 千牛.</param>
/// <param name="Buyer">Which of the speakers is the buyer; null: the one that seems so.</param>
/// <param name="Day">The day of what shows the time alone.</param>
public sealed record ImportChatInput(string Text, string? Buyer, string? OrderNo, DateOnly? Day);

/// <param name="Number">The case the chat is in.</param>
/// <param name="Known">Messages that had been taken before.</param>
/// <param name="Refused">Messages that could not be taken, with the line they start on.</param>
public sealed record ImportedChat(string? Number, int Added, int Known, IReadOnlyList<(int Line, Refusal Reason)> Refused);

/// <summary>Takes a pasted or uploaded chat into the conversation it belongs to. Pasting it again does nothing.</summary>
public sealed class ImportChat(Databases databases, ReceiveMessages receive, StoreZones zones, TimeProvider time)
{
    // A year of one buyer's chat.
    private const int LongestText = 4 << 20;
    private const int MessagesAtOnce = 500;

    /// <summary>What would be taken, without taking it.</summary>
    public async Task<Result<ChatTranscript>> ReadAsync(ImportChatInput input, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.HandleCases) && !actor.May(Permission.Import)) return Refusal.Forbidden();
        if (string.IsNullOrWhiteSpace(input.Text)) return Refusal.Invalid("chat.empty") with { Field = nameof(input.Text) };
        if (input.Text.Length > LongestText) return Refusal.Invalid(ProblemCodes.FileTooLarge) with { Field = nameof(input.Text) };
        var hints = await HintsAsync(actor.StoreId, input.Day, ct);
        var chat = ChatTranscript.Read(input.Text, hints);
        return input.Buyer is { } buyer && buyer != chat.BuyerNick ? ChatTranscript.Read(input.Text, WithBuyer(hints, chat, buyer)) : chat;
    }

    public async Task<Result<ImportedChat>> ExecuteAsync(ImportChatInput input, Actor actor, CancellationToken ct = default)
    {
        var read = await ReadAsync(input, actor, ct);
        if (read.Value is not { } chat) return read.Refusal!;
        if (chat.Entries.Count == 0) return Refusal.Invalid("chat.nothing_understood") with { Field = nameof(input.Text) };
        if (chat.BuyerNick is not { } buyer) return Refusal.Invalid("chat.buyer_needed") with { Field = nameof(input.Buyer) };
        return await TakeAsync(chat, buyer, input.OrderNo, actor, ct);
    }

    internal async Task<ImportedChat> TakeAsync(ChatTranscript chat, string buyer, string? orderNo, Actor actor, CancellationToken ct)
    {
        var messages = ChatMessages.Of(chat, buyer, string.IsNullOrWhiteSpace(orderNo) ? null : orderNo.Trim(), time.GetUtcNow());
        var (added, known, number, refused) = (0, 0, (string?)null, new List<(int, Refusal)>());
        for (var first = 0; first < messages.Count; first += MessagesAtOnce)
        {
            var part = messages.Skip(first).Take(MessagesAtOnce).ToList();
            var answers = await receive.ExecuteAsync(part, actor, ct);
            for (var i = 0; i < answers.Count; i++)
            {
                if (answers[i].Value is not { } taken)
                {
                    refused.Add((chat.Entries[first + i].LineNumber, answers[i].Refusal!));
                    continue;
                }

                number = taken.Number;
                if (taken.Duplicate) known++;
                else added++;
            }
        }

        return new(number, added, known, refused);
    }

    /// <summary>The store and its people, so that their lines are known as the store's.</summary>
    internal async Task<ChatHints> HintsAsync(Guid storeId, DateOnly? day, CancellationToken ct)
    {
        var zone = await zones.OfAsync(storeId, ct);
        await using var db = databases.For(storeId);
        var name = await db.Stores.Where(s => s.Id == storeId).Select(s => s.Name).SingleAsync(ct);
        var people = await db.Memberships.Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => p.DisplayName).Distinct().ToListAsync(ct);
        return new(zone, name, people.ToHashSet(StringComparer.Ordinal), day);
    }

    // Whoever was chosen is the buyer; all others are then the store.
    private static ChatHints WithBuyer(ChatHints hints, ChatTranscript chat, string buyer) =>
        hints with { StoreName = null, SellerNicks = chat.Entries.Select(e => e.Speaker).Where(s => s != buyer).ToHashSet(StringComparer.Ordinal) };
}
