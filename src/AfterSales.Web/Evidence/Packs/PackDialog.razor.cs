using AfterSales.Application.Cases;
using AfterSales.Application.Evidence.Packs;
using AfterSales.Domain.Evidence;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Evidence.Packs;

/// <summary>The evidence packs of a case: one click makes one, its progress is live, and the last ones can be downloaded.</summary>
public sealed partial class PackDialog(PackQueries queries, RequestPack request, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private PageState _state;
    private IReadOnlyList<EvidencePack> _packs = [];
    private Refusal? _refusal;
    private ModalDialog? _modal;
    private ChangeNews? _news;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Guid CaseId { get; set; }
    [Parameter, EditorRequired] public string Number { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private Texts T => texts;

    private Formats F => formats;

    public void Dispose() => _news?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _news = new(signal, change => change == new Change(ChangeOf.Pack, Actor.StoreId, CaseId), () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    private static string Tone(PackState state) => state switch
    {
        PackState.Ready => "good",
        PackState.Failed => "late",
        _ => "act",
    };

    private string StateOf(EvidencePack pack) => pack is { State: PackState.Building, Total: > 0 } ? T["Packs.BuildingOf", pack.Done, pack.Total] : T[$"Packs.State.{pack.State}"];

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await queries.OfCaseAsync(Number, Actor);
        if (found.Ok) _packs = found.Value;
        else _refusal = found.Refusal;
    });

    private async Task MakeAsync()
    {
        _busy = true;
        _refusal = (await request.ExecuteAsync(Number, Actor)).Refusal;
        await LoadAsync();
        _busy = false;
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
