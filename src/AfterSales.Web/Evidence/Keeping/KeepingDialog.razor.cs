using AfterSales.Application.Cases;
using AfterSales.Application.Evidence.Keeping;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Evidence.Keeping;

/// <summary>What is kept of a case: its legal hold, its evidence with what was removed and why, and requests that wait for a second person. Everything done here has a reason.</summary>
public sealed partial class KeepingDialog(KeepingQueries queries, SetLegalHold hold, ReleaseLegalHold release, RemoveEvidence remove, DecideRemoval decide) : IDisposable
{
    private PageState _state;
    private KeptOnCase? _kept;
    private Refusal? _refusal;
    private ModalDialog? _modal;
    private ChangeNews? _news;
    private string? _reason;
    private bool _busy;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Inject] private ChangeSignal Signal { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private Formats F { get; set; } = null!;

    [Parameter, EditorRequired] public Guid CaseId { get; set; }
    [Parameter, EditorRequired] public string Number { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback Closed { get; set; }

    private bool Blocked => _busy || string.IsNullOrWhiteSpace(_reason);

    public void Dispose() => _news?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _news = new(Signal, change => change == new Change(ChangeOf.Case, Actor.StoreId, CaseId), () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    private Task HoldAsync() => DoAsync(async () => (_kept!.Hold is null ? await hold.ExecuteAsync(Number, _reason!, Actor) : await release.ExecuteAsync(Number, _reason!, Actor)).Refusal);

    private Task RemoveAsync(Guid id) => DoAsync(async () => (await remove.ExecuteAsync(id, _reason!, Actor)).Refusal);

    private Task DecideAsync(Guid id, bool agree) => DoAsync(async () => (await decide.ExecuteAsync(id, agree, Actor)).Refusal);

    private async Task DoAsync(Func<Task<Refusal?>> act)
    {
        _busy = true;
        _refusal = await act();
        if (_refusal is null) _reason = null;
        _busy = false;
        await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await queries.OfCaseAsync(Number, Actor);
        if (found.Ok) _kept = found.Value;
        else _refusal = found.Refusal;
    });

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
