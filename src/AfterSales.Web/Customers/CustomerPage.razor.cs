using AfterSales.Application.Customers;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers;

/// <summary>One customer: what they bought, what went wrong, what staff should know.</summary>
public sealed partial class CustomerPage(CustomerQueries customers, FlagCustomer flags, WriteStaffNote notes, Texts texts, Formats formats)
{
    private PageState _state;
    private CustomerDetails? _details;
    private Refusal? _refused;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

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
