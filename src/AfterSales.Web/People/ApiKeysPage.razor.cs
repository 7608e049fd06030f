using AfterSales.Application.People;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People;

public partial class ApiKeysPage(ApiKeyQueries keys, RevokeApiKey revokeApiKey, Formats formats, Texts texts)
{
    private PageState _state;
    private IReadOnlyList<ApiKeyRow> _keys = [];
    private Refusal? _refused;
    private Refusal? _refusal;
    private bool _creating;

    private Texts T => texts;
    private Formats Formats => formats;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var all = await keys.AllAsync(Actor);
        _refused = all.Refusal;
        _keys = all.Value ?? [];
    });

    private async Task RevokeAsync(ApiKeyRow key)
    {
        _refusal = (await revokeApiKey.ExecuteAsync(key.Id, Actor)).Refusal;
        await LoadAsync();
    }
}
