using AfterSales.Application.Conversations;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Cases;
using AfterSales.Domain.Conversations;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Evidence;
using AfterSales.Web.Hosting;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AfterSales.Web.Conversations;

/// <summary>
/// Writes to the buyer, or a note to colleagues. The text stays until the server has taken it; the browser keeps a draft per
/// case and kind, with its files, its promise and what it asks for, so that a reload, a lost connection or another node costs nothing.
/// </summary>
public sealed partial class Composer(ReplyToBuyer reply, WriteNote note, EvidenceTickets tickets, PageConnection connection, IJSRuntime js, Texts texts, Formats formats) : IAsyncDisposable
{
    private const int MaxText = Message.MaxText;

    private ElementReference _text;
    private EvidenceTray? _tray;
    private IJSObjectReference? _module;
    private IJSObjectReference? _drafts;
    private DotNetObjectReference<Composer>? _self;
    private DateTimeOffset? _promise;
    private IReadOnlyList<string> _asks = [];
    private (string Text, bool AndWait)? _leaking;
    private Refusal? _refusal;
    private bool _note;
    private bool _busy;
    private bool _promising;
    private bool _restored;
    private bool _gone;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Case Case { get; set; } = null!;

    /// <summary>The promise that runs now; null when none does.</summary>
    [Parameter, EditorRequired] public DateTimeOffset? Promised { get; set; }

    /// <summary>The one piece of evidence that was asked for and has not come; null where there is none, or are several.</summary>
    [Parameter] public string? Wanted { get; set; }

    /// <summary>The person began or stopped to write.</summary>
    [Parameter, EditorRequired] public EventCallback<bool> Writing { get; set; }

    private Texts T => texts;

    private Formats F => formats;

    private bool MayReply => Actor.May(Permission.HandleCases);

    private bool MayNote => Actor.May(Permission.WriteNotes);

    /// <summary>A closed case takes notes, but no reply.</summary>
    private bool IsOver => !_note && Case.State == CaseState.Closed;

    private bool CannotSend => _busy || _tray is { IsUploading: true };

    private string DraftOfCase => $"draft:{Actor.StoreId}:{Actor.PersonId}:{Case.Number}";

    private string Kind => _note ? "note" : "reply";

    protected override void OnInitialized()
    {
        _note = !MayReply;
        connection.Changed += OnConnection;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/composer.js");
        // Whoever moves on quickly has left before the script came, and the box with them.
        if (!_gone) _drafts = await _module.InvokeAsync<IJSObjectReference>("attach", _text, DraftOfCase, Kind, _self = DotNetObjectReference.Create(this));
        if (_gone)
        {
            await LetGoAsync();
            return;
        }
        await RestoreAsync(withKind: true);
        _restored = true;
    }

    [JSInvokable]
    public Task OnWriting(bool writing) => InvokeAsync(() => Writing.InvokeAsync(writing));

    /// <summary>The same draft was changed in another tab.</summary>
    [JSInvokable]
    public Task OnBesideChanged() => InvokeAsync(() => RestoreAsync(withKind: false));

    /// <summary>Words were put into the reply that ask for evidence. It counts as asked for when they go out.</summary>
    [JSInvokable]
    public Task OnAsked(string[] evidence) => InvokeAsync(() =>
    {
        _asks = (DraftBeside.Nothing with { Asks = [.. _asks, .. evidence] }).AsksStillGood;
        return KeepBesideAsync();
    });

    /// <summary>The reply was emptied, and what it asked for with it.</summary>
    [JSInvokable]
    public Task OnEmptied() => InvokeAsync(() => _asks.Count == 0 || _note ? Task.CompletedTask : ForgetAsksAsync());

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        connection.Changed -= OnConnection;
        // A reply that is on its way takes its draft along first.
        if (!_busy) await LetGoAsync();
    }

    private async Task LetGoAsync()
    {
        var (drafts, module) = (_drafts, _module);
        (_drafts, _module) = (null, null);
        try
        {
            if (drafts is not null)
            {
                await drafts.InvokeVoidAsync("dispose");
                await drafts.DisposeAsync();
            }
            if (module is not null) await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone; the draft is in the browser.
        }
        _self?.Dispose();
    }

    // That somebody stopped to write cannot be heard meanwhile; who goes on says so again.
    private void OnConnection(bool up)
    {
        if (!up) _ = InvokeAsync(() => Writing.InvokeAsync(false));
    }

    private async Task RestoreAsync(bool withKind)
    {
        if (_drafts is null || _tray is null) return;
        var beside = await _drafts.InvokeAsync<DraftBeside?>("beside") ?? DraftBeside.Nothing;
        if (withKind && beside.Note && MayNote && !_note) await SwitchAsync(note: true, keep: false);
        (_promise, _asks) = (beside.PromiseStillAhead(formats.Now), beside.AsksStillGood);
        await _tray.RestoreAsync(beside.FilesStillGood(ticket => tickets.Read(ticket, Actor).Refusal is { } refusal ? T.Sentence(refusal) : null));
        StateHasChanged();
    }

    private async Task KeepBesideAsync()
    {
        StateHasChanged();
        if (_restored && _drafts is not null && _tray is not null) await _drafts.InvokeVoidAsync("keepBeside", new DraftBeside(_note, _promise, _tray.Arrived, _asks));
    }

    private Task PromiseAsync(DateTimeOffset? by)
    {
        _promise = by;
        return KeepBesideAsync();
    }

    private Task ForgetAsksAsync()
    {
        _asks = [];
        return KeepBesideAsync();
    }

    private Task SwitchAsync(bool note) => SwitchAsync(note, keep: true);

    private async Task SwitchAsync(bool note, bool keep)
    {
        (_note, _refusal) = (note, null);
        if (_drafts is not null) await _drafts.InvokeVoidAsync("use", Kind);
        // Whoever asks for the box before its script has come wants to type: the draft is looked for when it has.
        else await _text.FocusAsync();
        if (keep) await KeepBesideAsync();
    }

    private async Task SendAsync(bool andWait, bool despiteLeaks = false)
    {
        if (_busy || _drafts is null) return;
        _busy = true;
        _refusal = null;
        try
        {
            var files = tickets.ReadAll([.. _tray?.Tickets ?? []], Actor);
            _refusal = files.Refusal;
            if (!files.Ok) return;
            var attached = _tray?.WithLabels(files.Value) ?? files.Value;
            var text = await _drafts.InvokeAsync<string>("text");
            var sent = _note
                ? await note.ExecuteAsync(new(Case.Number, text, attached), Actor)
                : await reply.ExecuteAsync(new(Case.Number, text, attached, AndWait: andWait, Promise: _promise, DespiteLeaks: despiteLeaks, Asks: _asks), Actor);
            if (sent.Refusal is { Code: ReplyToBuyer.LeakCode })
            {
                _leaking = (text, andWait);
                return;
            }
            _refusal = sent.Refusal;
            if (!sent.Ok) return;
            // A note leaves the reply alone that waits beside it.
            if (!_note) (_promise, _asks) = (null, []);
            await _drafts.InvokeVoidAsync("clear");
            if (_tray is not null) await _tray.ClearAsync();
            await KeepBesideAsync();
        }
        finally
        {
            _busy = false;
            if (_gone) await LetGoAsync();
        }
    }
}
