using AfterSales.Application.Cases;
using AfterSales.Application.Importing;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Importing;

/// <summary>One import from its preview to its refused rows; it can be left and found again at any time.</summary>
public sealed partial class ImportPage(ImportQueries imports, StartImport start, CancelImport cancel, ChangeSignal signal, Texts texts) : IDisposable
{
    private PageState _state;
    private ImportDetails? _details;
    private ImportPreview? _preview;
    private Refusal? _refusal;
    private bool _starting;
    private ChangeNews? _news;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Inject] private Formats F { get; set; } = null!;

    private Texts T => texts;

    public void Dispose() => _news?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        (_preview, _refusal, _starting) = (null, null, false);
        _news?.Dispose();
        _news = new(signal, change => change == new Change(ChangeOf.Import, Actor.StoreId, Id), () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    private static string StepKey(Import import) => import.WrittenThrough is null ? "Importing.Reading" : "Importing.Writing";

    // One order may be waited for by several refunds; that all are named is certain only as long as there are fewer than are named at most.
    private static string MissingKey(ImportDetails details) => details.MissingOrders.Count < ImportQueries.MostMissing ? "Importing.MissingOrders" : "Importing.MissingOrdersAmong";

    private static string CancelledKey(Import import) => import.Added + import.Changed == 0 ? "Importing.CancelledNothing" : "Importing.CancelledKept";

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await imports.FindAsync(Id, Actor);
        _details = found.Value;
        if (!found.Ok) _refusal = found.Refusal;
        if (_details?.Import.State != ImportState.Uploaded || _preview is not null) return;
        var preview = await imports.PreviewAsync(Id, Actor);
        (_preview, _refusal) = (preview.Value, preview.Refusal);
    });

    private async Task StartAsync()
    {
        _starting = true;
        _refusal = (await start.ExecuteAsync(Id, Actor)).Refusal;
        _starting = false;
        await LoadAsync();
    }

    private async Task CancelAsync()
    {
        _refusal = (await cancel.ExecuteAsync(Id, Actor)).Refusal;
        await LoadAsync();
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
