using AfterSales.Application.Cases;
using AfterSales.Application.Evidence;
using AfterSales.Domain.Evidence;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AfterSales.Web.Evidence;

/// <summary>Pictures and videos in full size, one at a time: arrows go on and back, Esc closes, a click zooms.</summary>
public sealed partial class EvidenceLightbox(IJSRuntime js, Texts texts) : IAsyncDisposable
{
    private ElementReference _dialog;
    private IJSObjectReference? _module;
    private bool _gone;
    private int _at;
    private bool _zoomed;

    [Parameter, EditorRequired] public IReadOnlyList<EvidenceLine> Items { get; set; } = [];
    [Parameter, EditorRequired] public EvidenceLine Start { get; set; } = null!;
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private Texts T => texts;

    private EvidenceLine Current => Items[_at];

    // Few browsers show HEIC: they get the preview, and the original to download.
    private bool IsForBrowsers => Current.ContentType != FileType.Heic.ContentType;

    private bool CanZoom => Current.Kind() == FileKind.Picture && IsForBrowsers;

    private bool IsLarge => Math.Max(Current.Width ?? 0, Current.Height ?? 0) > SmallPictures.PreviewSize;

    // A screen shows no more than the preview; whoever zooms gets the original, if browsers draw it.
    private string? Source =>
        IsForBrowsers ? IsLarge && !_zoomed ? EvidenceLinks.Preview(Current.Id) : EvidenceLinks.File(Current.Id)
        : Current.HasThumbnail ? EvidenceLinks.Preview(Current.Id) : null;

    protected override void OnInitialized() => _at = Math.Max(0, Items.ToList().IndexOf(Start));

    // A live update may have taken items away.
    protected override void OnParametersSet() => _at = Math.Min(_at, Items.Count - 1);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/lightbox.js");
        // Closed before its script came: there is nothing to show.
        if (_gone) await DisposeAsync();
        else await _module.InvokeVoidAsync("show", _dialog);
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the dialog with it.
        }
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "ArrowLeft") Step(-1);
        if (key.Key == "ArrowRight") Step(1);
    }

    private void Step(int by)
    {
        var next = Math.Clamp(_at + by, 0, Items.Count - 1);
        if (next == _at) return;
        (_at, _zoomed) = (next, false);
    }

    private void Zoom() => _zoomed = CanZoom && !_zoomed;

    // Closing answers with the dialog's own event, as Esc does.
    private async Task CloseAsync()
    {
        if (_module is not null) await _module.InvokeVoidAsync("close", _dialog);
    }
}
