using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Evidence;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AfterSales.Web.Conversations;

/// <summary>
/// Writes to the buyer, or a note to colleagues. The text stays until the server has taken it; the browser keeps a draft per
/// case and kind, so that a reload or a lost connection costs nothing.
/// </summary>
public sealed partial class Composer(ReplyToBuyer reply, WriteNote note, EvidenceTickets tickets, IJSRuntime js, Texts texts, Formats formats) : IAsyncDisposable
{
    private const int MaxText = Message.MaxText;

    private ElementReference _text;
    private EvidenceTray? _tray;
    private IJSObjectReference? _module;
    private IJSObjectReference? _drafts;
    private DateTimeOffset? _promise;
    private Refusal? _refused;
    private bool _note;
    private bool _busy;
    private bool _promising;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    private bool MayReply => Actor.May(Permission.HandleCases);

    private bool MayNote => Actor.May(Permission.WriteNotes);

    /// <summary>A closed case takes notes, but no reply.</summary>
    private bool IsOver => !_note && Case.State == CaseState.Closed;

    private bool CannotSend => _busy || _tray is { IsUploading: true };

    private string DraftKey => $"draft:{Actor.StoreId}:{Actor.PersonId}:{Case.Number}:{(_note ? "note" : "reply")}";

    protected override void OnInitialized() => _note = !MayReply;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/composer.js");
        _drafts = await _module.InvokeAsync<IJSObjectReference>("attach", _text, DraftKey);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_drafts is not null) await _drafts.DisposeAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; the draft is in the browser.
        }
    }

    private async Task SwitchAsync(bool note)
    {
        (_note, _refused) = (note, null);
        if (_drafts is not null) await _drafts.InvokeVoidAsync("use", DraftKey);
    }

    private async Task SendAsync(bool andWait)
    {
        if (_busy || _drafts is null) return;
        _busy = true;
        _refused = null;
        try
        {
            var files = tickets.ReadAll([.. _tray?.Tickets ?? []], Actor);
            _refused = files.Refusal;
            if (!files.Ok) return;
            var text = await _drafts.InvokeAsync<string>("text");
            var sent = _note
                ? await note.ExecuteAsync(new(Case.Number, text, files.Value), Actor)
                : await reply.ExecuteAsync(new(Case.Number, text, files.Value, AndWait: andWait, Promise: _promise), Actor);
            _refused = sent.Refusal;
            if (!sent.Ok) return;
            _promise = null;
            await _drafts.InvokeVoidAsync("clear");
            if (_tray is not null) await _tray.ClearAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
