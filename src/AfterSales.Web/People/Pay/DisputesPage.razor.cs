using AfterSales.Application.People.Pay;
using AfterSales.Domain.People;
using AfterSales.Domain.Shared;
using AfterSales.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Web.People.Pay;

/// <summary>What people dispute of their sheets, for who decides: a line each, the open ones first.</summary>
public sealed partial class DisputesPage(DisputeQueries disputes, Texts texts)
{
    private PageState _state;
    private Refusal? _refused;
    private IReadOnlyList<DisputeRow> _rows = [];
    private string? _done;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    private Texts T => texts;

    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync() => _state = await PageLoad.RunAsync(async () =>
    {
        var found = await disputes.ListAsync(Actor);
        (_refused, _rows) = (found.Refusal, found.Value ?? []);
    });

    private Task DecidedAsync()
    {
        _done = T["Pay.Decided"];
        return LoadAsync();
    }
}
