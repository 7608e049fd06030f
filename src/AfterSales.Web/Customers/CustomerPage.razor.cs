using AfterSales.Application.Cases;
using AfterSales.Application.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers;

/// <summary>One customer: what they bought, what went wrong, what staff should know.</summary>
public sealed partial class CustomerPage(CustomerQueries customers, FlagCustomer flags, WriteStaffNote notes, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private PageState _state;
    private CustomerDetails? _details;
    private Refusal? _refused;
    private ChangeNews? _news;

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
        var found = await customers.FindAsync(Id, Actor);
        _details = found.Value;
        _refused = found.Refusal is { Kind: RefusalKind.Forbidden } ? found.Refusal : null;
    });

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task<Result> FlagAsync(FlagColour? colour, string memo)
    {
        var done = await flags.ExecuteAsync(new(Id, colour, memo, _details!.Customer.Version), Actor);
        await LoadAsync();
        StateHasChanged();
        return done;
    }

    private async Task<Result> WriteAsync(string text)
    {
        var done = await notes.ExecuteAsync(new(Id, null, text), Actor);
        await LoadAsync();
        StateHasChanged();
        return done;
    }
}
