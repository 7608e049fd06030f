using AfterSales.Application.Importing;
using AfterSales.Domain.Importing;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace AfterSales.Web.Importing;

/// <summary>Takes one file at a time, by drop or by choice, and goes to its preview when it has arrived.</summary>
public sealed partial class ImportDropZone(
    IJSRuntime js, Texts texts, NavigationManager navigation, AntiforgeryStateProvider antiforgery, IOptions<AntiforgeryOptions> options) : IAsyncDisposable
{
    private ElementReference _zone;
    private IJSObjectReference? _module;
    private IJSObjectReference? _upload;
    private DotNetObjectReference<ImportDropZone>? _self;
    private string? _problem;
    private bool _gone;

    private Texts T => texts;

    [JSInvokable]
    public Task OnUploaded(Guid id) => InvokeAsync(() => navigation.NavigateTo($"/imports/{id}"));

    /// <summary>The server's sentence if it gave one; else what the browser saw.</summary>
    [JSInvokable]
    public Task OnFailed(string? code, string? sentence) => InvokeAsync(() =>
    {
        _problem = sentence ?? (code == "too_large" ? T.Sentence(ProblemCodes.FileTooLarge) : T["Importing.UploadFailed"]);
        StateHasChanged();
    });

    [JSInvokable]
    public Task OnStarted() => InvokeAsync(() =>
    {
        _problem = null;
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_upload is not null)
            {
                await _upload.InvokeVoidAsync("dispose");
                await _upload.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the upload with it.
        }
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/import-upload.js");
        // Whoever moves on quickly has left before the script came, and the zone with them.
        if (!_gone) _upload = await _module.InvokeAsync<IJSObjectReference>("attach", _zone, _self = DotNetObjectReference.Create(this), new
        {
            url = ImportEndpoints.Uploads,
            header = options.Value.HeaderName,
            token = antiforgery.GetAntiforgeryToken()?.Value,
            largest = ImportFiles.Largest,
        });
        if (_gone) await DisposeAsync();
    }
}
