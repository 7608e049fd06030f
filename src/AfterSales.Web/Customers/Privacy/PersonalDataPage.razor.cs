using AfterSales.Application.Cases;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Domain.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers.Privacy;

/// <summary>What is held of one buyer: counted, to be handed out as a copy, and to be erased by two people.</summary>
public sealed partial class PersonalDataPage(PersonalDataQueries queries, AskErasure ask, DecideErasure decide, WithdrawErasure withdraw, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private static readonly IReadOnlyList<string?> OwnFields = [nameof(AskErasureInput.Reason)];

    private PageState _state;
    private PersonalData? _data;
    private Refusal? _refused;
    private Refusal? _refusal;
    private ChangeNews? _news;
    private ErasureWay _way;
    private string _reason = "";
    private bool _busy;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    public void Dispose() => _news?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _news ??= new(signal, change => change == new Change(ChangeOf.Customer, Actor.StoreId, Id), () => InvokeAsync(ReloadAsync));
        await LoadAsync();
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await queries.OfCustomerAsync(Id, Actor);
        _data = found.Value;
        _refused = found.Refusal is { Kind: RefusalKind.Forbidden } ? found.Refusal : null;
    });

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private Task AskAsync() => DoAsync(async () =>
    {
        var asked = await ask.ExecuteAsync(new(Id, _way, _reason), Actor);
        if (asked.Ok) _reason = "";
        return asked.Refusal;
    });

    private Task DecideAsync(Guid id, bool erase) => DoAsync(async () => (await decide.ExecuteAsync(id, erase, Actor)).Refusal);

    private Task WithdrawAsync(Guid id) => DoAsync(async () => (await withdraw.ExecuteAsync(id, Actor)).Refusal);

    private async Task DoAsync(Func<Task<Refusal?>> act)
    {
        _busy = true;
        _refusal = await act();
        _busy = false;
        await LoadAsync();
    }

    // Where a page lists them; of the others the cases tell.
    private string Link(PersonalKind kind)
    {
        var nick = Uri.EscapeDataString(_data!.Customer.Nick);
        return kind switch
        {
            PersonalKind.Orders or PersonalKind.Parcels or PersonalKind.Refunds => $"/orders?q={nick}",
            PersonalKind.Evidence => $"/archive?view=grid&customer={nick}",
            PersonalKind.StaffNotes or PersonalKind.Flags => $"/customers/{Id}",
            _ => $"/search?q={nick}",
        };
    }

    private static string LinkOf(ErasureObstacleKind kind, string of) => kind == ErasureObstacleKind.Refund ? $"/orders/{of}" : $"/cases/{of}?view=all";
}
