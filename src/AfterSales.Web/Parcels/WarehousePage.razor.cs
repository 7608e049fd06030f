using AfterSales.Application.Parcels;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Parcels;

/// <summary>
/// The warehouse's desk: one box to scan into, five lists of what is to do, and the card of what somebody has in their hands. It follows what others do, by
/// hearing of it once per node.
/// </summary>
public sealed partial class WarehousePage(ScanQueries scans, WarehouseCounts counts, NavigationManager navigation, Texts texts, Formats formats) : IDisposable
{
    private IDisposable? _listening;
    private ScanBox? _box;
    private WarehouseToDo _toDo = WarehouseToDo.Nothing;
    private Scan? _scan;
    private Refusal? _refusal;
    private string? _said;
    private string? _scanned;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "list")] private string? ListWord { get; set; }

    [SupplyParameterFromQuery(Name = "open")] private Guid? Open { get; set; }

    [SupplyParameterFromQuery(Name = "parcel")] private Guid? Parcel { get; set; }

    private Texts T => texts;

    private Formats F => formats;

    private WarehouseList Shown => WarehouseAddress.ListOf(ListWord);

    private bool HasCard => Open is not null || Parcel is not null;

    public void Dispose() => _listening?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || !Actor.May(Permission.WorkWarehouse)) return;
        _listening = counts.Listen(Actor, () => _ = InvokeAsync(async () =>
        {
            await CountAsync();
            StateHasChanged();
        }));
        await CountAsync();
    }

    // The numbers stay as they were where they cannot be read; each list says what is the matter.
    private async Task CountAsync() => await PageLoad.RunAsync(async () => _toDo = await counts.OfAsync(Actor));

    private async Task ScanAsync(string text)
    {
        (_said, _refusal, _scan) = (null, null, null);
        var found = await scans.FindAsync(text, Actor);
        if (!found.Ok)
        {
            _refusal = found.Refusal;
            return;
        }
        var scan = found.Value;
        _scanned = scan.Code;
        if (scan is { Rows: [var only], ParcelId: null }) navigation.NavigateTo(WarehouseAddress.Of(only));
        else if (scan is { Rows.Count: 0, ParcelId: { } parcel }) navigation.NavigateTo(WarehouseAddress.OfParcel(parcel));
        else _scan = scan;
    }

    private async Task TakenAsync(Guid parcelId)
    {
        (_scan, _said) = (null, T["Warehouse.TakenIn"]);
        navigation.NavigateTo(WarehouseAddress.OfParcel(parcelId));
        await FocusAsync();
    }

    private async Task ForgetAsync()
    {
        _scan = null;
        await FocusAsync();
    }

    private async Task FinishedAsync(Finished finished)
    {
        (_said, _refusal) = (finished.Said, null);
        await CountAsync();
        if (!finished.GoesOn) navigation.NavigateTo(WarehouseAddress.Of(Shown));
        await FocusAsync();
    }

    private Task FocusAsync() => _box?.FocusAsync() ?? Task.CompletedTask;
}

/// <summary>Something of a card was done.</summary>
/// <param name="Said">What, for who did it.</param>
/// <param name="GoesOn">There is more to do on the same card.</param>
public sealed record Finished(string Said, bool GoesOn = false);
