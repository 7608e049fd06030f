using AfterSales.Application.Conversations;
using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AfterSales.Web.Conversations;

/// <summary>Takes in a chat that somebody copied. Draw it to open it; it says <see cref="Closed"/> when it is done with.</summary>
public sealed partial class PasteChatDialog(ImportChat chats, Texts texts, Formats formats)
{
    private const int Shown = 300;
    private const int LargestFile = 16 << 20;

    private string _text = "";
    private string? _orderNo;
    private string? _buyer;
    private DateOnly? _day;
    private ChatTranscript? _chat;
    private ImportedChat? _taken;
    private Refusal? _refusal;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private Texts T => texts;

    private Formats F => formats;

    private IEnumerable<string> Speakers => _chat!.Entries.Select(e => e.Speaker).Distinct(StringComparer.Ordinal).Take(12);

    private ImportChatInput Input => new(_text, _buyer, _orderNo, _day);

    private static string SideKey(ChatEntry entry) => entry.Side switch
    {
        ChatSide.Buyer => "Chat.SideBuyer",
        ChatSide.Seller => entry.MaybeAutomatic ? "Chat.SideAutomatic" : "Chat.SideStore",
        _ => "Chat.SideUnknown",
    };

    private async Task ReadAsync()
    {
        var read = await chats.ReadAsync(Input, Actor);
        (_chat, _refusal) = (read.Value, read.Refusal);
        if (_chat is { Entries.Count: 0 }) (_chat, _refusal) = (null, Refusal.Invalid("chat.nothing_understood"));
    }

    private async Task ReadFileAsync(InputFileChangeEventArgs e)
    {
        if (e.File.Size > LargestFile)
        {
            _refusal = Refusal.Invalid(ProblemCodes.FileTooLarge);
            return;
        }

        using var content = new MemoryStream();
        await e.File.OpenReadStream(LargestFile).CopyToAsync(content);
        var (text, problem) = ChatFile.ReadText(content);
        _refusal = problem is null ? null : Refusal.Invalid(problem.Code, problem.Detail, "");
        if (text is null) return;
        _text = text;
        await ReadAsync();
    }

    private Task ChooseAsync(string speaker)
    {
        _buyer = speaker;
        return ReadAsync();
    }

    private Task DayAsync(ChangeEventArgs e)
    {
        _day = DateOnly.TryParse(e.Value as string, System.Globalization.CultureInfo.InvariantCulture, out var day) ? day : null;
        return ReadAsync();
    }

    private async Task TakeAsync()
    {
        if (_chat is null || _busy) return;
        _busy = true;
        var taken = await chats.ExecuteAsync(Input, Actor);
        (_taken, _refusal, _busy) = (taken.Value, taken.Refusal, false);
    }

    private void Edit() => (_chat, _buyer, _refusal) = (null, null, null);

    private void Again() => (_text, _orderNo, _day, _taken, _chat, _buyer) = ("", null, null, null, null, null);
}
