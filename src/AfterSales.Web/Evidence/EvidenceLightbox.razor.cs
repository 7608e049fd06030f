using System.Text.Json;
using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace AfterSales.Web.Evidence;

/// <summary>
/// Pictures and videos in full size: zoomed, turned, two beside each other, and drawn on, on a copy that is kept as evidence of its own. The view itself is the browser's
/// (viewer.js); arrows go on and back, Esc closes.
/// </summary>
public sealed partial class EvidenceLightbox(
    IJSRuntime js, Texts texts, AddEvidence add, EvidenceTickets tickets, AntiforgeryStateProvider antiforgery, IOptions<AntiforgeryOptions> options) : IAsyncDisposable
{
    private ElementReference _dialog;
    private IJSObjectReference? _module;
    private IJSObjectReference? _viewer;
    private DotNetObjectReference<EvidenceLightbox>? _self;
    private Guid? _beside;
    private string? _said;
    private bool _failed;
    private bool _gone;
    private int _at;
    private Guid _shown;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    /// <summary>The case; null where evidence is only looked at.</summary>
    [CascadingParameter] private EvidenceDesk? Desk { get; set; }

    [Parameter, EditorRequired] public IReadOnlyList<EvidenceLine> Items { get; set; } = [];
    [Parameter, EditorRequired] public EvidenceLine Start { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    /// <summary>Something was said of a piece, or a copy was kept.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private Texts T => texts;

    private EvidenceLine Current => Items[_at];

    private bool IsPicture => Current.Kind() == FileKind.Picture;

    /// <summary>What can stand beside it.</summary>
    private IReadOnlyList<EvidenceLine> Others => [.. Items.Where(item => item.Id != Current.Id && item.Kind() == FileKind.Picture && SourceOf(item) is not null)];

    private EvidenceLine? Beside => IsPicture ? Others.FirstOrDefault(other => other.Id == _beside) : null;

    private static bool IsForBrowsers(EvidenceLine item) => item.ContentType != FileType.Heic.ContentType;

    private static bool IsLarge(EvidenceLine item) => Math.Max(item.Width ?? 0, item.Height ?? 0) > SmallPictures.PreviewSize;

    // A screen shows no more than the preview. Few browsers show HEIC: they get no more at all, and the original to download.
    private static string? SourceOf(EvidenceLine item) =>
        IsForBrowsers(item) ? IsLarge(item) ? EvidenceLinks.Preview(item.Id) : EvidenceLinks.File(item.Id)
        : item.HasThumbnail ? EvidenceLinks.Preview(item.Id) : null;

    // What whoever zooms gets instead.
    private static string? FullOf(EvidenceLine item) => IsForBrowsers(item) && IsLarge(item) ? EvidenceLinks.File(item.Id) : null;

    protected override void OnInitialized() => _at = Math.Max(0, Items.ToList().FindIndex(item => item.Id == Start.Id));

    // A live update may bring items or take them away: what one looks at stays.
    protected override void OnParametersSet()
    {
        var at = Items.ToList().FindIndex(item => item.Id == _shown);
        _at = at >= 0 ? at : Math.Min(_at, Items.Count - 1);
        _shown = Current.Id;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/viewer.js");
        // Closed before its script came: there is nothing to show.
        if (!_gone) _viewer = await _module.InvokeAsync<IJSObjectReference>("open", _dialog, _self = DotNetObjectReference.Create(this), new
        {
            url = EvidenceLinks.Uploads,
            header = options.Value.HeaderName,
            token = antiforgery.GetAntiforgeryToken()?.Value,
        });
        if (_gone) await DisposeAsync();
    }

    /// <summary>A copy that was drawn on has arrived: it becomes a piece of the case that names its original.</summary>
    /// <param name="id">The original.</param>
    /// <param name="json">What the upload answered.</param>
    [JSInvokable]
    public Task OnDrawn(string id, string json) => InvokeAsync(async () =>
    {
        if (Desk is not { } desk || !Guid.TryParse(id, out var original)) return;
        var upload = tickets.Read(JsonSerializer.Deserialize<UploadAnswer>(json)!.Ticket, Actor);
        var added = upload.Ok ? await add.ExecuteAsync(new(desk.Number, [upload.Value], original), Actor) : upload.Refusal;
        Say(added.Refusal is { } refusal ? T.Sentence(refusal) : T["Evidence.CopyKept"], added.Refusal is not null);
        if (added.Ok) await Changed.InvokeAsync();
    });

    /// <summary>The server's sentence if it gave one.</summary>
    [JSInvokable]
    public Task OnNotDrawn(string? sentence) => InvokeAsync(() => Say(sentence ?? T["Evidence.UploadFailed"], failed: true));

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        var (viewer, module) = (_viewer, _module);
        (_viewer, _module) = (null, null);
        try
        {
            if (viewer is not null)
            {
                await viewer.InvokeVoidAsync("dispose");
                await viewer.DisposeAsync();
            }
            if (module is not null) await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the dialog with it.
        }
        _self?.Dispose();
    }

    private void Say(string words, bool failed)
    {
        (_said, _failed) = (words, failed);
        StateHasChanged();
    }

    private void Step(int by)
    {
        var next = Math.Clamp(_at + by, 0, Items.Count - 1);
        if (next == _at) return;
        (_at, _said) = (next, null);
        _shown = Current.Id;
        if (_beside == _shown) _beside = Others is [var first, ..] ? first.Id : null;
    }

    // The next one, or the one before: what lies beside each other in time is what one compares.
    private void ToggleBeside() => _beside = _beside is not null ? null : (Others.FirstOrDefault(other => other.Id == Current.OriginalId) ?? Items.Skip(_at + 1).Intersect(Others).FirstOrDefault() ?? Others[^1]).Id;

    private void ChooseBeside(ChangeEventArgs chosen) => _beside = Guid.TryParse(chosen.Value as string, out var id) ? id : _beside;

    // Closing answers with the dialog's own event, as Esc does.
    private async Task CloseAsync()
    {
        if (_viewer is not null) await _viewer.InvokeVoidAsync("close");
    }
}
