using AfterSales.Application.Cases;
using AfterSales.Application.Importing;
using AfterSales.Domain.People;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.Importing;

/// <summary>Files that were brought in, and a place to drop the next one.</summary>
public sealed partial class ImportsPage(ImportQueries imports, ChangeSignal signal, Texts texts) : IDisposable
{
    private const int PageSize = 30;

    private PageState _state;
    private List<Import> _imports = [];
    private bool _hasMore;
    private ChangeNews? _news;

    private Texts T => texts;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    public void Dispose() => _news?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || !Actor.May(Permission.Import)) return;
        await LoadAsync();
        _news = new(signal, change => change.Of == ChangeOf.Import && change.StoreId == Actor.StoreId, () => InvokeAsync(RefreshAsync));
    }

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var most = Math.Max(PageSize, _imports.Count);
        _imports = [.. (await imports.ListAsync(Actor, most: most)).Value ?? []];
        _hasMore = _imports.Count == most;
    });

    private async Task MoreAsync()
    {
        var more = (await imports.ListAsync(Actor, _imports[^1].CreatedAt, PageSize)).Value ?? [];
        _imports.AddRange(more);
        _hasMore = more.Count == PageSize;
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
