using AfterSales.Application.Stores;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Stores;

public partial class StoresPage(StoreQueries stores, Texts texts)
{
    private PageState _state;
    private IReadOnlyList<ManagedStore> _stores = [];
    private ManagedStore? _edited;
    private bool _editing;
    private string? _done;

    private Texts T => texts;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () => _stores = await stores.ManagedByAsync(Actor));

    // Null: a new one.
    private void Edit(ManagedStore? store)
    {
        _edited = store;
        _editing = true;
        _done = null;
    }

    private Task SavedAsync(string name)
    {
        _done = T[_edited is null ? "Stores.Created" : "Stores.Saved", name];
        _editing = false;
        return LoadAsync();
    }
}
