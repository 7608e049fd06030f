using System.Text.Json;
using AfterSales.Application.Conversations;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace AfterSales.Web.Evidence;

/// <summary>
/// The files of a reply or note that is being written: dropped, pasted or picked, on their way or waiting to be sent. It stands
/// inside the composer, whose id is <see cref="Target"/>; any button in there marked <c>data-attach</c> opens the picker, one marked <c>data-camera</c> the camera of a phone;
/// what is dropped on something marked <c>data-drops</c> gets that label.
/// When the reply is sent, the composer hands in <see cref="Tickets"/> and calls <see cref="ClearAsync"/>.
/// </summary>
public sealed partial class EvidenceTray(
    IJSRuntime js, Texts texts, AntiforgeryStateProvider antiforgery, IOptions<AntiforgeryOptions> options, EvidenceLimits limits) : IAsyncDisposable
{
    private static readonly string Accept = string.Join(',', FileType.All.SelectMany(t => t.Extensions.Prepend(t.ContentType)));

    // What is larger goes in pieces, so that a lost network costs one of them.
    private const int Whole = 8 << 20;

    private readonly List<PendingFile> _files = [];
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _uploads;
    private DotNetObjectReference<EvidenceTray>? _self;
    private bool _gone;

    /// <summary>The id of the composer's element: takes drops and pastes.</summary>
    [Parameter, EditorRequired] public string Target { get; set; } = "";

    /// <summary>A file came, went, arrived or failed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    /// <summary>Whether it can be said at once what a file shows.</summary>
    [Parameter] public bool Labels { get; set; }

    /// <summary>What the next file most likely shows; it is said of it until somebody says otherwise.</summary>
    [Parameter] public string? Proposed { get; set; }

    /// <summary>Files at once; null: as many as a message may have.</summary>
    [Parameter] public int? Most { get; set; }

    private Texts T => texts;

    private int AtOnce => Most ?? limits.FilesPerMessage;

    /// <summary>What has arrived, in the order it was added.</summary>
    public IReadOnlyList<string> Tickets => [.. _files.Select(f => f.Ticket).OfType<string>()];

    public bool IsUploading => _files.Exists(f => f.State == PendingState.Uploading);

    public bool IsEmpty => _files.Count == 0;

    /// <summary>What has arrived, to be kept with a draft.</summary>
    public IReadOnlyList<PendingFile> Arrived => [.. _files.Where(f => f.State == PendingState.Ready)];

    /// <summary>The uploads that <see cref="Tickets"/> stand for, each with what was said of it.</summary>
    public IReadOnlyList<Attachment> WithLabels(IReadOnlyList<Attachment> uploads) => [.. uploads.Zip(_files.Where(f => f.Ticket is not null), (upload, file) => upload with { Label = file.Label })];

    /// <summary>Puts files of a kept draft in place of those that have arrived; what is on its way stays.</summary>
    public async Task RestoreAsync(IReadOnlyList<PendingFile> kept)
    {
        foreach (var gone in _files.Where(f => f.State == PendingState.Ready && kept.All(k => k.Id != f.Id)).ToList())
        {
            _files.Remove(gone);
            if (_uploads is not null) await _uploads.InvokeVoidAsync("cancel", gone.Id);
        }
        PendingFile[] added = [.. kept.Where(k => _files.TrueForAll(f => f.Id != k.Id))];
        _files.AddRange(added);
        if (_uploads is not null) await _uploads.InvokeVoidAsync("hold", (object)added.Where(f => f.Ticket is not null).Select(f => f.Id).ToArray());
        StateHasChanged();
    }

    /// <summary>Takes away what was handed in; what has arrived since stays.</summary>
    /// <param name="files">Of <see cref="Arrived"/>, as they were then.</param>
    public Task HandedInAsync(IReadOnlyList<PendingFile> files) => RestoreAsync([.. Arrived.Where(file => files.All(gone => gone.Id != file.Id))]);

    /// <summary>Forgets all files and stops what is on its way.</summary>
    public async Task ClearAsync()
    {
        _files.Clear();
        if (_uploads is not null) await _uploads.InvokeVoidAsync("clear");
        StateHasChanged();
    }

    [JSInvokable]
    public Task OnStarted(PendingFile[] files) => ChangeAsync(() =>
        _files.AddRange(files.Select(f => new PendingFile(f.Id, EvidenceName.Clean(f.Name), f.Size) { Label = f.Label is { } label && EvidenceLabels.IsLabel(label) ? label : Labels ? Proposed : null })));

    [JSInvokable]
    public Task OnUploaded(string id, string json) => ChangeAsync(() =>
    {
        var answer = JsonSerializer.Deserialize<UploadAnswer>(json)!;
        Replace(id, f => f with { State = PendingState.Ready, Ticket = answer.Ticket, Name = answer.Name, Thumbnail = answer.Thumbnail });
    });

    /// <summary>The server's sentence if it gave one; else what the browser saw.</summary>
    [JSInvokable]
    public Task OnFailed(string id, string code, string? sentence) => ChangeAsync(() =>
        Replace(id, f => f with { State = PendingState.Failed, Problem = sentence ?? Sentence(code), MayRetry = code == "network" }));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/upload.js");
        // Whoever moves on quickly has left before the script came, and the tray with them.
        if (!_gone) _uploads = await _module.InvokeAsync<IJSObjectReference>("attach", Target, _root, _self = DotNetObjectReference.Create(this), new
        {
            url = EvidenceLinks.Uploads,
            pieces = EvidenceLinks.Pieces,
            whole = Whole,
            header = options.Value.HeaderName,
            token = antiforgery.GetAntiforgeryToken()?.Value,
            largest = limits.Largest,
            most = AtOnce,
        });
        if (_gone)
        {
            await DisposeAsync();
            return;
        }
        // A kept draft may have been faster.
        await _uploads!.InvokeVoidAsync("hold", (object)Arrived.Select(f => f.Id).ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        var (uploads, module) = (_uploads, _module);
        (_uploads, _module) = (null, null);
        try
        {
            if (uploads is not null)
            {
                await uploads.InvokeVoidAsync("dispose");
                await uploads.DisposeAsync();
            }
            if (module is not null) await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the uploads with it.
        }
        _self?.Dispose();
    }

    private async Task RemoveAsync(string id)
    {
        if (_uploads is not null) await _uploads.InvokeVoidAsync("cancel", id);
        await ChangeAsync(() => _files.RemoveAll(f => f.Id == id));
    }

    private Task DescribeAsync(string id, string? label) => ChangeAsync(() => Replace(id, f => f with { Label = label }));

    private async Task RetryAsync(string id)
    {
        await ChangeAsync(() => Replace(id, f => new PendingFile(f.Id, f.Name, f.Size) { Label = f.Label }));
        if (_uploads is not null) await _uploads.InvokeVoidAsync("retry", id);
    }

    private void Replace(string id, Func<PendingFile, PendingFile> change)
    {
        // Nothing to change when it was removed while its answer was on the way.
        var at = _files.FindIndex(f => f.Id == id);
        if (at >= 0) _files[at] = change(_files[at]);
    }

    private string Sentence(string code) => code switch
    {
        "evidence.too_large" => texts.Sentence(code, EvidenceLimits.InMegabytes(limits.Largest)),
        "message.too_many_files" => texts.Sentence(code, AtOnce),
        _ => texts["Evidence.UploadFailed"],
    };

    private Task ChangeAsync(Action change) => InvokeAsync(async () =>
    {
        change();
        StateHasChanged();
        await Changed.InvokeAsync();
    });
}
