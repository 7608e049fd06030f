using AfterSales.Application.Cases;
using AfterSales.Application.Customers.Privacy;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Customers.Privacy;

/// <summary>Finds the buyer who asks for their data, and lists what was asked for. What is typed here is a name or a number of somebody: it goes into no address.</summary>
public sealed partial class PersonalDataSearchPage(PersonalDataQueries queries, ChangeSignal signal, Texts texts, Formats formats) : IDisposable
{
    private PageState _state;
    private IReadOnlyList<ErasureListed> _listed = [];
    private IReadOnlyList<PersonFound>? _found;
    private Refusal? _refused;
    private ChangeNews? _news;
    private string? _text;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    private Formats F => formats;

    public void Dispose() => _news?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _news = new(signal, change => change.Of == ChangeOf.Customer && change.StoreId == Actor.StoreId, () => InvokeAsync(ReloadAsync));
        await LoadAsync();
    }

    private async Task SearchAsync() => _found = (await queries.FindAsync(_text, Actor)).Value ?? [];

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var listed = await queries.ListAsync(Actor);
        _listed = listed.Value ?? [];
        _refused = listed.Refusal;
    });

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
